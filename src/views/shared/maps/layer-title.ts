/** "Input", "Layer 2", "Layer 3.1" within a block, "Output": counted from 1 as people do. */
export function layerTitle(name: string): string {
  if (name === 'inputs') return 'Input'
  if (name === 'output') return 'Output'
  const [, outer, , inner] = name.split('/')
  const title = `Layer ${Number(outer) + 1}`
  return inner === undefined ? title : `${title}.${Number(inner) + 1}`
}

/** "row 4, column 7". */
export const pixelText = (row: number, column: number): string =>
  `row ${row + 1}, column ${column + 1}`

/** Shape of one example on its way through a network: a vector, or an image row by row. */
export type Shape = VectorShape | ImageShape
export type VectorShape = readonly [units: number]
export type ImageShape = readonly [height: number, width: number, channels: number]

export function isImage(shape: Shape): shape is ImageShape {
  return shape.length === 3
}

/** Numbers that one example has. */
export function sizeOf(shape: Shape): number {
  return isImage(shape) ? shape[0] * shape[1] * shape[2] : shape[0]
}

/** Units of a vector, channels (maps) of an image. */
export function unitsOf(shape: Shape): number {
  return isImage(shape) ? shape[2] : shape[0]
}

/** For people: "28×28×6", "120". */
export function shapeText(shape: Shape): string {
  return shape.join('×')
}

import { shapeText } from '../../../model/shapes'
import { formatCount } from '../../shared/number'
import { layerTitle, parameterText, sizeText } from '../layer-words'
import type { DiagramColumn } from '../structure'

/** How much a head says: all of it in two lines, or less in three. */
export type Words = 'all' | 'short' | 'shortest'
export const WORDS: readonly Words[] = ['all', 'short', 'shortest']

/** The number of a layer's parameters where there is little room. */
export const shortCount = (count: number, words: Words): string =>
  count > 0 ? `${formatCount(count)} ${words === 'short' ? 'param.' : 'par.'}` : ''

export function headTitle({ layer, kind, title }: DiagramColumn, wide: boolean): string {
  if (layer)
    return wide
      ? layerTitle(layer)
      : layerTitle(layer)
          .replace(' pool ', ' ')
          .replace(/ \d+ %$/, '')
  return kind === 'inputs' ? 'Image' : title
}

/** Room for a head's words. */
export function headWidth(column: DiagramColumn, words: Words, scale: number): number {
  const { shape, parameters } = column
  const wide = words === 'all'
  const lines = wide
    ? [sizeText(shape, parameters), parameterText(0)]
    : [shapeText(shape), shortCount(parameters, words)]
  const [title, line] = [headTitle(column, wide).length * 7.3, wide ? 6.5 : 6]
  const longest = Math.max(title, ...lines.map(({ length }) => length * line))
  return Math.ceil(Math.max(50, longest + 6) * scale)
}

import type { Column } from './dataset'
import type { ImageShape } from './shapes'

/** Pixels as columns of a data set: row by row, channel by channel in each, as they are. */
export function pixelColumns([height, width, channels]: ImageShape): readonly Column[] {
  const columns: Column[] = []
  for (let row = 1; row <= height; row++) {
    for (let column = 1; column <= width; column++) {
      const place = `row ${row}, column ${column}`
      for (let channel = 1; channel <= channels; channel++) {
        const label = channels > 1 ? `${place}, channel ${channel}` : place
        columns.push({ label, unit: '', centre: 0, scale: 1 })
      }
    }
  }
  return columns
}

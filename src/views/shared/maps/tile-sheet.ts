import { type MapScale, paintMap } from '../map-picture'
import type { Palette } from '../palette'
import type { TileLayout } from './tile-layout'

/** Maps that one board shows, as they are at one step. */
export interface TilePicture {
  /** [row, column, channel] from `start`. */
  readonly values: ArrayLike<number>
  readonly start: number
  readonly rows: number
  readonly columns: number
  readonly channels: number
  /** Which channel a tile shows; its own number if left out. */
  readonly channel?: ((index: number) => number) | undefined
  scale(index: number): MapScale
}

/** All tiles of a board as one image, one pixel for each value, kept from frame to frame. */
export class TileSheet {
  readonly #canvas = document.createElement('canvas')
  #image: ImageData | null = null

  /** Paints the picture's tiles and draws them, enlarged, where the layout has them. */
  draw(
    context: CanvasRenderingContext2D,
    picture: TilePicture,
    { places, tile }: TileLayout,
    palette: Palette,
  ): void {
    const { values, start, rows, columns, channels, channel = (index: number) => index } = picture
    const across = Math.max(1, Math.ceil(Math.sqrt((places.length * rows) / columns)))
    const sheet = this.#canvas.getContext('2d')
    const image = sheet && this.#imageOf(sheet, across, places.length, rows, columns)
    if (!image) return
    for (let i = 0; i < places.length; i++) {
      const place = { height: rows, width: columns, channels, channel: channel(i), start }
      const left = (i % across) * columns
      const top = Math.floor(i / across) * rows
      paintMap(image, left, top, values, place, picture.scale(i), palette)
    }
    sheet.putImageData(image, 0, 0)
    context.imageSmoothingEnabled = false
    for (let i = 0; i < places.length; i++) {
      const left = (i % across) * columns
      const top = Math.floor(i / across) * rows
      const { x, y } = places[i]
      context.drawImage(this.#canvas, left, top, columns, rows, x, y, tile.width, tile.height)
    }
  }

  #imageOf(
    sheet: CanvasRenderingContext2D,
    across: number,
    count: number,
    rows: number,
    columns: number,
  ): ImageData {
    const width = across * columns
    const height = Math.max(1, Math.ceil(count / across)) * rows
    if (this.#image?.width !== width || this.#image.height !== height) {
      this.#canvas.width = width
      this.#canvas.height = height
      this.#image = sheet.createImageData(width, height)
    }
    return this.#image
  }
}

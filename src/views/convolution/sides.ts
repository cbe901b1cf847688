import type { CanvasSize } from '../shared/canvas'
import { useMedia } from '../shared/media'
import type { Operation } from './compute'
import { fitCells, type Layout } from './fit-cells'
import { fits, paddedSize, type Sweep } from './sweep'

/** Sides of the cells in CSS pixels, and what stands where. */
export interface Sides {
  readonly side: number
  readonly filterSide: number
  readonly productSide: number
  readonly layout: Layout
  /** Whether the grids leave room for the network at their right. */
  readonly beside: boolean
}

/** What stands above and below the grids, in rem. */
const AROUND = 15.5
/** Products show their factors too, and need more room than other cells. */
const WITH_FACTORS = 1.65
/** The least that a network needs, in rem. */
const NETWORK = 25

/** As large as the room of the view allows. */
export function useSides(operation: Operation, over: Sweep, room: CanvasSize): Sides {
  const isNarrow = useMedia('(width < 44rem)')
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const works = fits(over)
  const { kernel, output } = over
  const share = operation !== 'maxPooling' && kernel <= 4 ? WITH_FACTORS : 1
  const board = boardSize(over)
  const products = works ? kernel * share : 0
  const width = Math.max(0, room.width - 2 * rem)
  const { side, layout, spare } = fitCells(
    { width, height: isNarrow ? Number.POSITIVE_INFINITY : room.height - AROUND * rem, rem },
    {
      input: { across: board.width, down: board.height, caption: 9 },
      output: {
        across: works ? output.width : 0,
        down: works ? output.height : 0,
        caption: 6.5,
      },
      others: [
        ...(operation === 'convolution' ? [{ across: kernel, down: kernel, caption: 8.5 }] : []),
        { across: products, down: products, caption: 6 },
      ],
    },
  )
  if (layout === 'row') {
    const productSide = Math.floor(side * share)
    return { side, filterSide: side, productSide, layout, beside: spare >= NETWORK * rem }
  }
  // In a row of their own the filter and its products need not be small.
  const most = Math.floor(width / kernel)
  const filterSide = Math.max(side, Math.min(2.25 * rem, most))
  const productSide = Math.min(Math.round(filterSide * share), most)
  return { side, filterSide, productSide, layout, beside: false }
}

/** The input's in cells; where the window does not fit, there is room to see by how much. */
export function boardSize(over: Sweep) {
  const { height, width } = paddedSize(over)
  return { height: Math.max(height, over.reach), width: Math.max(width, over.reach) }
}

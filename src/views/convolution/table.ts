import { createStore } from 'zustand/vanilla'
import type { Padding, WindowSettings } from '../../model/window'
import type { Operation } from './compute'
import { classicFilter, comesInAllSizes, type FilterName, resizeFilter } from './filters'
import { type Grid, makeGrid, type Place, type Size, valueAt, withValue } from './grid'
import { type InputName, readyInputs } from './inputs'
import { type Fix, mostPadding } from './misfit'

/** What the table shows. It belongs to no experiment and lasts as long as the page. */
export interface TableState {
  readonly operation: Operation
  readonly input: Grid
  /** `own` once a pixel was painted. */
  readonly inputName: InputName | 'own'
  /** `[kernel, kernel]` of the convolution. */
  readonly filter: Grid
  readonly filterName: FilterName | 'own'
  /** Convolution and pooling each keep their own. */
  readonly windows: { readonly convolution: WindowSettings; readonly pooling: WindowSettings }
  readonly bias: number
  readonly relu: boolean
  /** The output pixel that is explained; beyond the output it counts as the nearest inside. */
  readonly selected: Place
  /** Whether height and width are set as one. */
  readonly square: boolean
  /** The value that painting sets. */
  readonly brush: number
}

/** A change of the table; pure. */
export type Edit = (state: TableState) => TableState

const start: WindowSettings = { kernel: 3, stride: 1, padding: 'valid', dilation: 1 }

export function initialTable(): TableState {
  return {
    operation: 'convolution',
    input: readyInputs.digit.make({ height: 7, width: 7 }),
    inputName: 'digit',
    filter: classicFilter('sobelVertical', 3),
    filterName: 'sobelVertical',
    windows: { convolution: start, pooling: { ...start, kernel: 2, stride: 2 } },
    bias: 0,
    relu: false,
    selected: { row: 1, column: 1 },
    square: true,
    brush: 1,
  }
}

/** The page's one table: closing the tab must not lose what was painted. */
export const table = createStore(initialTable)

export const edit = (change: Edit): void => table.setState(change)

const group = (operation: Operation) => (operation === 'convolution' ? operation : 'pooling')

export const windowOf = ({ operation, windows }: TableState): WindowSettings =>
  windows[group(operation)]

export const setOperation =
  (operation: Operation): Edit =>
  (state) => ({ ...state, operation })

/** Ready-made inputs are made anew; others keep their upper left part, with zeros beside it. */
export const setSize =
  (size: Size): Edit =>
  (state) => ({
    ...state,
    input:
      state.inputName === 'own'
        ? makeGrid(size, (place) => valueAt(state.input, place))
        : readyInputs[state.inputName].make(size),
  })

export const setSquare =
  (square: boolean): Edit =>
  (state) => {
    const { height } = state.input
    return { ...(square ? setSize({ height, width: height })(state) : state), square }
  }

export const chooseInput =
  (inputName: InputName): Edit =>
  (state) => ({ ...state, inputName, input: readyInputs[inputName].make(state.input) })

export const setPixel =
  (place: Place, value: number): Edit =>
  (state) =>
    valueAt(state.input, place) === value
      ? state
      : { ...state, inputName: 'own', input: withValue(state.input, place, value) }

/** Sets the kernel to the filter's own size if it has only one. */
export const chooseFilter =
  (filterName: FilterName): Edit =>
  (state) => {
    const filter = classicFilter(filterName, state.windows.convolution.kernel)
    const convolution = { ...state.windows.convolution, kernel: filter.width }
    return { ...state, filterName, filter, windows: { ...state.windows, convolution } }
  }

export const setWeight =
  (place: Place, value: number): Edit =>
  (state) =>
    valueAt(state.filter, place) === value
      ? state
      : { ...state, filterName: 'own', filter: withValue(state.filter, place, value) }

export const setKernel =
  (kernel: number): Edit =>
  (state) => {
    if (state.operation !== 'convolution') {
      const { padding } = state.windows.pooling
      const most = mostPadding(state.operation, kernel)
      const kept = typeof padding === 'number' ? Math.min(padding, most) : padding
      return changeWindow({ kernel, padding: kept })(state)
    }
    const { filterName } = state
    const sized = changeWindow({ kernel })(state)
    return filterName !== 'own' && comesInAllSizes(filterName)
      ? { ...sized, filter: classicFilter(filterName, kernel) }
      : {
          ...sized,
          filter: resizeFilter(state.filter, kernel),
          filterName: kernel === state.filter.width ? filterName : 'own',
        }
  }

export const setStride = (stride: number): Edit => changeWindow({ stride })
export const setPadding = (padding: Padding): Edit => changeWindow({ padding })
export const setDilation = (dilation: number): Edit => changeWindow({ dilation })

const changeWindow =
  (change: Partial<WindowSettings>): Edit =>
  (state) => ({
    ...state,
    windows: { ...state.windows, [group(state.operation)]: { ...windowOf(state), ...change } },
  })

export const setBias =
  (bias: number): Edit =>
  (state) => ({ ...state, bias })

export const setRelu =
  (relu: boolean): Edit =>
  (state) => ({ ...state, relu })

export const setBrush =
  (brush: number): Edit =>
  (state) => ({ ...state, brush })

export const select =
  (selected: Place): Edit =>
  (state) => ({ ...state, selected })

export function applyFix({ kind, value }: Fix): Edit {
  switch (kind) {
    case 'padding':
      return setPadding(value)
    case 'kernel':
      return setKernel(value)
    case 'dilation':
      return setDilation(value)
    case 'size':
      return (state) => {
        const { height, width } = state.input
        return setSize({ height: Math.max(height, value), width: Math.max(width, value) })(state)
      }
  }
}

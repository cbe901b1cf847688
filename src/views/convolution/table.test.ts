import { describe, expect, it } from 'vitest'
import { classicFilter, filterNames } from './filters'
import { inputNames, readyInputs } from './inputs'
import {
  chooseFilter,
  initialTable,
  setKernel,
  setOperation,
  setPadding,
  setPixel,
  setSize,
  setSquare,
  setWeight,
  windowOf,
} from './table'

describe('the table', () => {
  it('makes ready inputs anew for another size, and keeps what was painted', () => {
    const larger = setSize({ height: 9, width: 9 })(initialTable())
    expect(larger.input).toEqual(readyInputs.digit.make({ height: 9, width: 9 }))
    const painted = setPixel({ row: 2, column: 1 }, 5)(larger)
    expect(painted.inputName).toBe('own')
    const wider = setSize({ height: 3, width: 4 })(painted)
    expect(wider.input).toMatchObject({ height: 3, width: 4 })
    expect(wider.input.values[2 * 4 + 1]).toBe(5)
  })

  it('keeps the name of an input that is painted as it was', () => {
    const state = initialTable()
    expect(setPixel({ row: 0, column: 0 }, state.input.values[0])(state)).toBe(state)
  })

  it('makes the kernel as large as a classic filter needs', () => {
    const wide = setKernel(5)(initialTable())
    expect(wide.filter.width).toBe(5)
    const state = chooseFilter('laplacian')(wide)
    expect(windowOf(state).kernel).toBe(3)
    expect(state.filter.values).toEqual([0, 1, 0, 1, -4, 1, 0, 1, 0])
  })

  it('resizes blurs by their rule, other filters about their centre', () => {
    const blur = setKernel(5)(chooseFilter('gaussian')(initialTable()))
    expect(blur.filterName).toBe('gaussian')
    expect(blur.filter.values.slice(0, 5).map((value) => value * 256)).toEqual([1, 4, 6, 4, 1])
    const sobel = setKernel(5)(initialTable())
    expect(sobel.filterName).toBe('own')
    expect(sobel.filter.values[2 * 5 + 3]).toBe(2)
    expect(setKernel(3)(sobel).filter).toEqual(initialTable().filter)
  })

  it('keeps the windows of convolution and pooling apart', () => {
    const pooling = setKernel(5)(setOperation('maxPooling')(initialTable()))
    expect(windowOf(pooling).kernel).toBe(5)
    expect(pooling.filter.width).toBe(3)
    expect(windowOf(setOperation('convolution')(pooling)).kernel).toBe(3)
  })

  it('never pads a pooling by more than half its window', () => {
    const wide = setPadding(2)(setKernel(5)(setOperation('averagePooling')(initialTable())))
    expect(windowOf(setKernel(3)(wide)).padding).toBe(1)
  })

  it('makes an image square again when height and width are joined', () => {
    const apart = setSize({ height: 4, width: 9 })(setSquare(false)(initialTable()))
    expect(setSquare(true)(apart).input).toMatchObject({ height: 4, width: 4 })
  })

  it('takes a weight by hand', () => {
    const state = setWeight({ row: 0, column: 0 }, 3)(initialTable())
    expect(state).toMatchObject({ filterName: 'own' })
    expect(state.filter.values[0]).toBe(3)
  })
})

describe('the classic filters', () => {
  it('blur without making anything brighter: the weights of each size sum to 1', () => {
    for (const name of ['identity', 'box', 'gaussian'] as const) {
      for (let kernel = 1; kernel <= 7; kernel++) {
        const sum = classicFilter(name, kernel).values.reduce((a, b) => a + b, 0)
        expect(sum).toBeCloseTo(1, 12)
      }
    }
  })

  it('find edges by weights that sum to 0, and keep flat areas by weights that sum to 1', () => {
    const sums = Object.fromEntries(
      filterNames.map((name) => [name, classicFilter(name, 3).values.reduce((a, b) => a + b, 0)]),
    )
    expect(sums).toMatchObject({ laplacian: 0, sobelVertical: 0, sobelHorizontal: 0 })
    expect(sums).toMatchObject({ sharpen: 1, emboss: 1 })
  })
})

describe('the ready inputs', () => {
  it('hold values from 0 to 1 at any size, something in all but the blank one', () => {
    for (const name of inputNames) {
      for (let height = 3; height <= 12; height += 3) {
        const { values } = readyInputs[name].make({ height, width: 15 - height })
        expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
        expect(Math.max(...values)).toBeLessThanOrEqual(1)
        expect(values.some((value) => value > 0)).toBe(name !== 'blank')
      }
    }
  })
})

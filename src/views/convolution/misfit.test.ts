import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { misfit, mostPadding, RANGE } from './misfit'
import { fits, sweep } from './sweep'
import {
  applyFix,
  initialTable,
  setKernel,
  setOperation,
  setSize,
  type TableState,
  windowOf,
} from './table'

const range = ({ min, max }: { min: number; max: number }) => fc.integer({ min, max })

describe('a window that does not fit', () => {
  it('says by how much, and offers the nearest fix first', () => {
    const window = { kernel: 5, stride: 1, padding: 'valid', dilation: 2 } as const
    const found = misfit('convolution', { height: 7, width: 7 }, window)
    expect(found?.message).toContain('spans 9×9 pixels (2·(5 − 1) + 1 = 9)')
    expect(found?.fixes.map(({ label }) => label)).toEqual([
      'Padding 1',
      'Kernel 4×4',
      'Dilation 1',
      'Input 9×9',
    ])
  })

  it('is none where it fits', () => {
    const window = { kernel: 3, stride: 1, padding: 'valid', dilation: 1 } as const
    expect(misfit('convolution', { height: 3, width: 3 }, window)).toBeNull()
  })

  it('has fixes that work, within the sliders', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('convolution' as const, 'maxPooling' as const),
        range(RANGE.size),
        range(RANGE.size),
        fc.record({
          kernel: range(RANGE.kernel),
          stride: range(RANGE.stride),
          padding: range({ min: 0, max: 3 }),
          dilation: range(RANGE.dilation),
        }),
        (operation, height, width, drawn) => {
          const window = {
            ...drawn,
            padding: Math.min(drawn.padding, mostPadding(operation, drawn.kernel)),
            dilation: operation === 'convolution' ? drawn.dilation : 1,
          }
          const sized = setKernel(window.kernel)(
            setSize({ height, width })(setOperation(operation)(initialTable())),
          )
          const group = operation === 'convolution' ? 'convolution' : 'pooling'
          const state: TableState = { ...sized, windows: { ...sized.windows, [group]: window } }
          const found = misfit(operation, state.input, window)
          if (!found) return
          expect(found.fixes.length).toBeGreaterThan(0)
          for (const fix of found.fixes) {
            const after = applyFix(fix)(state)
            expect(fits(sweep(after.input, windowOf(after)))).toBe(true)
            const { padding, kernel } = windowOf(after)
            expect(kernel).toBeGreaterThanOrEqual(1)
            expect(after.input.height).toBeLessThanOrEqual(RANGE.size.max)
            expect(padding).toBeLessThanOrEqual(mostPadding(operation, kernel))
          }
        },
      ),
    )
  })
})

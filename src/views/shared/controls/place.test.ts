import { expect, it } from 'vitest'
import { placeBeside } from './place'

const page = { width: 400, height: 300 }
const panel = { width: 100, height: 80 }
const anchorAt = (left: number, top: number) => ({ left, top, right: left + 20, bottom: top + 20 })

it('stands below its anchor', () => {
  expect(placeBeside(anchorAt(50, 50), panel, page)).toEqual({ left: 50, top: 76 })
})
it('turns above at the bottom of the page', () => {
  expect(placeBeside(anchorAt(50, 260), panel, page)).toEqual({ left: 50, top: 174 })
})
it('stays inside on the right, and lines up with the end when asked', () => {
  expect(placeBeside(anchorAt(380, 50), panel, page).left).toBe(292)
  expect(placeBeside(anchorAt(200, 50), panel, page, 'end').left).toBe(120)
})
it('stays inside where neither side has room', () => {
  const { top } = placeBeside(anchorAt(50, 140), { width: 100, height: 280 }, page)
  expect(top).toBe(12)
})

import { expect, it } from 'vitest'
import { dockHeight } from './dock-height'

const open = (height: number, chosen: number | null = null, wanted = 460) =>
  dockHeight({ height, scale: 1, wanted, chosen })

/** What is left of the window for the diagram. */
const network = (height: number, chosen: number | null = null) =>
  height - 170 - open(height, chosen).height

it('shares the height of a laptop between the network and the view below', () => {
  for (const height of [720, 768, 900]) {
    expect(network(height)).toBeGreaterThanOrEqual(0.4 * (height - 170))
    expect(open(height).height).toBeGreaterThanOrEqual(0.55 * (height - 170))
  }
})

it('gives a view all it asks for where there is room', () => {
  expect(open(1080).height).toBe(460)
  expect(open(768, null, 240).height).toBe(240)
})

it('can be dragged further, but not over all of the network', () => {
  expect(open(900, 5000).height).toBe(open(900).max)
  expect(network(900, 5000)).toBe(136)
  expect(open(900, 10).height).toBe(120)
  expect(open(300, 500).height).toBe(120)
})

import { describe, expect, test } from 'vitest'
import { forgotten, forgottenText, lineOf, megabytes, snapped, ticksPath } from './line'

describe('the line', () => {
  test('spans the run, with room for half a handle at its ends', () => {
    const line = lineOf({ lastStep: 400 }, [], 110, 10)
    expect([0, 200, 400].map(line.at)).toEqual([5, 55, 105])
    expect(line.trained).toBe(105)
  })

  test('goes on to bookmarks and destinations that are still to be trained', () => {
    expect(lineOf({ lastStep: 100 }, [{ step: 400 }, { step: 7 }], 110, 10)).toMatchObject({
      end: 400,
      trained: 30,
    })
    expect(lineOf({ lastStep: 100, seeking: 200 }, [], 110, 10).trained).toBe(55)
  })

  test('of a run without a step has its handle at the left', () => {
    expect(lineOf({ lastStep: 0 }, [], 110, 10).trained).toBe(5)
  })
})

test('kept states closer than a pixel or so share a tick', () => {
  const line = lineOf({ lastStep: 1000 }, [], 100, 0)
  const steps = Array.from({ length: 1001 }, (_, step) => step)
  const ticks = ticksPath(steps, line, 8, 11).split('M').slice(1)
  expect(ticks.length).toBeLessThanOrEqual(100 / 1.5 + 1)
  expect(ticks[0]).toBe('0.0 8V11')
})

test('a pointer near a mark means the mark, the nearest of several', () => {
  const line = lineOf({ lastStep: 1000 }, [], 100, 0)
  expect(snapped(520, [500, 530], line)).toBe(530)
  expect(snapped(600, [500, 530], line)).toBe(600)
})

test('training on from the past gives the same again, unless something was changed later', () => {
  expect(forgotten({ step: 100, lastStep: 100 }, [50])).toBe('nothing')
  expect(forgotten({ step: 60, lastStep: 100 }, [50])).toBe('anew')
  expect(forgotten({ step: 40, lastStep: 100 }, [50])).toBe('otherwise')
})

test('steps that are no longer part of the run are told, and what took their place', () => {
  const lost = { after: 100, last: 4000 }
  expect(forgottenText({ ...lost, differs: 'settings' })).toBe(
    'Steps 101 to 4,000 are no longer part of the run: it goes on from step 100 with other settings.',
  )
  expect(forgottenText({ ...lost, differs: 'weights' })).toContain('with other weights.')
  expect(forgottenText({ ...lost, differs: null })).toBe(
    'Training goes on from step 100; the steps up to 4,000 are trained anew.',
  )
})

test('sizes are told in MB', () => {
  const sizes = [3_250_586, 64 * 2 ** 20, 0, 20_000_000, 21_000]
  expect(sizes.map(megabytes)).toEqual(['3.1', '64', '0', '19', '0.02'])
})

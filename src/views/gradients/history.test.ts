import { expect, it } from 'vitest'
import { observation } from './figures.test-support'
import { historyColumns, LayerHistory } from './history'

const look = (step: number, goesOn = true, value = step) => ({
  ...observation(step, [{ gradientRms: value }]),
  goesOn,
})

const stepsOf = ({ entries }: LayerHistory) => entries.map(({ step }) => step)

it('keeps what was looked at in order, the newest look at a step', () => {
  const history = new LayerHistory()
  for (const step of [0, 1, 5]) history.add(look(step))
  history.add(look(5, true, 50))
  history.add(look(3))
  expect(stepsOf(history)).toEqual([0, 1, 3, 5])
  expect(history.entries[3].values[0]).toBe(50)
})

it('cuts what is no longer part of the run', () => {
  const history = new LayerHistory()
  for (const step of [0, 10, 20, 30]) history.add(look(step))
  history.cut(20)
  expect(stepsOf(history)).toEqual([0, 10, 20])
})

it('stays bounded over a long run, spread evenly and with its last look', () => {
  const history = new LayerHistory(64)
  for (let step = 0; step <= 100_000; step += 10) history.add(look(step))
  expect(history.entries.length).toBeLessThanOrEqual(64)
  expect(history.entries.length).toBeGreaterThan(32)
  expect(stepsOf(history).at(-1)).toBe(100_000)
  const spacings = stepsOf(history)
    .slice(1, -1)
    .map((step, i) => step - stepsOf(history)[i])
  expect(Math.max(...spacings) - Math.min(...spacings)).toBeLessThanOrEqual(history.width)
})

it('has columns as wide as looks are apart, so that only steps nobody looked at are gaps', () => {
  const history = new LayerHistory()
  for (let step = 0; step < 3000; step += 90 + (step % 20)) history.add(look(step))
  // The tab was closed meanwhile.
  history.add(look(8000, false))
  for (let step = 8100; step < 10_000; step += 95) history.add(look(step))
  const { stepsPerColumn, columns } = historyColumns(history, 9999, 500)
  expect(stepsPerColumn).toBeGreaterThanOrEqual(90)
  expect(stepsPerColumn).toBeLessThanOrEqual(150)
  const observed = columns.map((column) => column !== undefined)
  const from = observed.indexOf(false)
  expect(from * stepsPerColumn).toBeGreaterThan(2800)
  expect(observed.lastIndexOf(false)).toBe(Math.floor(8000 / stepsPerColumn) - 1)
  expect(observed.slice(from, observed.lastIndexOf(false) + 1)).not.toContain(true)
})

it('has a column for each step that was made by hand', () => {
  const history = new LayerHistory()
  for (let step = 0; step < 12; step++) history.add(look(step, step > 0))
  const { stepsPerColumn, columns } = historyColumns(history, 11, 100)
  expect(stepsPerColumn).toBe(1)
  expect(columns.map((column) => column?.step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
})

it('has no more columns than there is room for', () => {
  const history = new LayerHistory()
  for (let step = 0; step < 1000; step++) history.add(look(step))
  expect(historyColumns(history, 999, 60).columns.length).toBeLessThanOrEqual(60)
})

it('a look made afterwards stands for the steps up to the next state', () => {
  const history = new LayerHistory()
  const past = (step: number, until: number) => ({ ...look(step, false), until, afterwards: true })
  history.add(look(40, false))
  history.add(past(0, 10))
  history.add(past(20, 30))
  const { stepsPerColumn, columns } = historyColumns(history, 49, 50)
  expect(stepsPerColumn).toBe(1)
  const steps = columns.map((column) => column?.step)
  expect(steps.slice(0, 10)).toEqual(Array(10).fill(0))
  expect(steps.slice(10, 20)).toEqual(Array(10).fill(undefined))
  expect(steps.slice(20, 30)).toEqual(Array(10).fill(20))
  expect(steps.slice(30, 41)).toEqual([...Array(10).fill(undefined), 40])
  expect(steps.slice(41)).toEqual(Array(9).fill(undefined))
})

it('the last look before a kept state stands for the steps up to the next', () => {
  const history = new LayerHistory()
  for (const step of [3, 5, 9]) history.add(look(step, false))
  expect(history.hold(4, 8)).toBe(true)
  expect(history.hold(0, 3)).toBe(false)
  const { columns } = historyColumns(history, 9, 50)
  expect(columns.map((column) => column?.step)).toEqual([
    ...Array(3).fill(undefined),
    3,
    undefined,
    5,
    5,
    5,
    undefined,
    9,
  ])
})

it('asks for no look where another one stands for as many steps', () => {
  const history = new LayerHistory(8)
  for (let step = 0; step <= 80; step += 10) history.add(look(step, false))
  expect(history.width).toBeGreaterThan(2)
  expect(history.hold(81, 82)).toBe(true)
  expect(history.hold(180, 190)).toBe(false)
})

import { expect, test } from 'vitest'
import { createSelectionStore } from './selection'

test('an example that another network begins with is not taken for one that was chosen', () => {
  const [own, beside] = [createSelectionStore(), createSelectionStore()]
  beside.setState({ example: own.getState().example })
  expect(beside.getState().example).toBe(beside.getInitialState().example)
})

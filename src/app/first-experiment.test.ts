import { expect, it } from 'vitest'
import { presetExperiment } from '../model/presets'
import { firstExperiment } from './first-experiment'

it('is the preset circle', () => {
  expect(firstExperiment).toEqual(presetExperiment('circle'))
})

import { describe, expect, it } from 'vitest'
import { augmentationSummary } from './augmentation-summary'
import { augmentedSamples } from './augmented-samples'
import { downloadText } from './download-text'
import { samplesOfClass } from './image-samples'

const NONE = { translation: 0, rotation: 0, scale: 0, flip: false, noise: 0 }

describe('the strip of augmented images', () => {
  const pixels = Float32Array.from({ length: 64 }, (_, i) => (i % 5) / 4)
  const strip = (settings: Partial<typeof NONE>, seed = 1) =>
    augmentedSamples(pixels, [8, 8, 1], { ...NONE, ...settings }, seed, 6)

  it('shows the image as it is where nothing changes', () => {
    for (const image of strip({})) expect(image).toEqual(pixels)
  })
  it('changes each image in another way, the same for the same seed', () => {
    const moved = strip({ translation: 3, rotation: 20 })
    expect(new Set(moved.map(String)).size).toBe(6)
    expect(strip({ translation: 3, rotation: 20 })).toEqual(moved)
    expect(strip({ translation: 3, rotation: 20 }, 2)).not.toEqual(moved)
  })
})

describe('images of a class', () => {
  const loaded = {
    imageShape: [1, 2, 1],
    classes: ['1', '5'],
    train: {
      count: 5,
      inputs: Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
      targets: Float32Array.of(1, 0, 1, 1, 0),
    },
  } as const
  it('are its first ones, with their places in the training set', () => {
    const samples = samplesOfClass(loaded, '5', 2)
    expect(samples.map(({ index }) => index)).toEqual([0, 2])
    expect(samples[1].images).toEqual([Float32Array.of(4, 5)])
    expect(samplesOfClass(loaded, '1', 9).map(({ index }) => index)).toEqual([1, 4])
  })
  it('are none where the class is not told apart', () => {
    expect(samplesOfClass(loaded, '7', 4)).toEqual([])
  })
})

it('sums augmentation up in a few characters', () => {
  expect(augmentationSummary(NONE)).toBe('none')
  expect(augmentationSummary({ ...NONE, translation: 2, rotation: 10 })).toBe('±2 px, ±10°')
  expect(augmentationSummary({ ...NONE, scale: 0.1, flip: true, noise: 0.05 })).toBe(
    '±10 %, mirrored, noise 5 %',
  )
})

it('tells how much of a file has come', () => {
  const mnist = { label: 'MNIST', bytes: 430_400, total: 975_180 }
  expect(downloadText(mnist)).toBe('MNIST, 430 of 975 kB')
})

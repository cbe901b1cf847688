import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { imageSource } from '../../model/bundled'
import { sizeOf } from '../../model/shapes'
import { imageChoiceNames, imageChoices, takenChoice } from './image-choices'
import { imageSprites, SPRITE_IMAGES } from './image-sprites'
import { decodeSprite, encodeSprite } from './sprite-code'

describe('the pictures of bundled image sets', () => {
  it.each(imageChoiceNames)('show what the file of %s holds', async (choice) => {
    const { name, classes } = imageChoices[choice]
    const source = imageSource(name)
    if (!source) throw new Error(`${name} has no images`)
    const { file, shape, white, train, test } = source
    const bytes = gunzipSync(await readFile(`public/data/${file}`))
    const size = sizeOf(shape)
    const images = SPRITE_IMAGES[choice].map((image) =>
      Float32Array.from(bytes.subarray(image * size, (image + 1) * size), (v) => v / white),
    )
    expect(imageSprites[choice]).toBe(encodeSprite(images, shape[0]))
    const labels = SPRITE_IMAGES[choice].map(
      (image) => source.classes[bytes[(train + test) * size + image]],
    )
    expect(new Set(labels).size).toBe(classes.length || 4)
    for (const label of labels) expect(classes.length ? classes : source.classes).toContain(label)
  })

  it('take 3 kB altogether', () => {
    expect(Object.values(imageSprites).join('').length).toBeLessThan(3000)
  })
})

it('gives small images back as they were, within a grey', () => {
  const images = [0, 1, 2, 3].map((k) => Float32Array.from({ length: 64 }, (_, i) => (i * k) / 189))
  const { side, pixels } = decodeSprite(encodeSprite(images, 8))
  expect(side).toBe(8)
  images.forEach((image, k) => {
    image.forEach((value, i) => expect(Math.abs(pixels[64 * k + i] - value)).toBeLessThan(1 / 29))
  })
})

describe('the choice in the gallery', () => {
  const data = { kind: 'bundled' } as const
  it('is 1 against 5 for these two classes alone', () => {
    expect(takenChoice({ ...data, name: 'mnist', classes: ['1', '5'] })).toBe('oneAgainstFive')
    expect(takenChoice({ ...data, name: 'mnist', classes: ['1', '7'] })).toBe('mnist')
    expect(takenChoice({ ...data, name: 'mnist', classes: [] })).toBe('mnist')
    expect(takenChoice({ ...data, name: 'iris', classes: [] })).toBeUndefined()
  })
})

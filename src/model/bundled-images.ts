import { randomSequence } from '../lib/random'
import { chosenClasses } from './bundled'
import { checkDigest, type LoadData, unpack } from './data-file'
import type { Dataset, Examples } from './dataset'
import type { ImageSource } from './datasets/bundled'
import type { BundledData } from './experiment'
import { pixelColumns } from './pixels'
import { sizeOf } from './shapes'
import { shuffledIndices, testCount } from './shuffle'

/**
 * Reads an image set that comes with the page: pixels from 0 to 1, of the classes that the document
 * tells apart. Rejects with an `Error` fit to be shown, see `bundledDataset`.
 */
export async function bundledImages(
  source: ImageSource,
  data: BundledData,
  seed: number,
  load: LoadData,
): Promise<Dataset> {
  const bytes = await unpack(await load(source.file), source)
  await checkDigest(bytes, source)
  const size = sizeOf(source.shape)
  const total = source.train + source.test
  const pixels = new Uint8Array(bytes, 0, total * size)
  const labels = new Uint8Array(bytes, total * size, total)

  const classes = chosenClasses(data.name, data.classes)
  const classOf = Array.from(labels, (label) => classes.indexOf(source.classes[label]))
  const chosen = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => from + i).filter((image) => classOf[image] >= 0)

  const own = chosen(0, source.train)
  const order = shuffledIndices(own.length, randomSequence(seed, 'split')).map((i) => own[i])
  const drawn = data.examples > 0 ? order.slice(0, data.examples) : order
  const trainCount =
    source.test > 0 ? drawn.length : drawn.length - testCount(drawn.length, data.testFraction)

  const part = (images: readonly number[]): Examples => {
    const inputs = new Float32Array(images.length * size)
    images.forEach((image, i) => {
      const read = pixels.subarray(image * size, (image + 1) * size)
      const written = inputs.subarray(i * size, (i + 1) * size)
      for (let k = 0; k < size; k++) written[k] = read[k] / source.white
      if (data.noise > 0) addNoise(written, data.noise, seed, image)
    })
    return {
      count: images.length,
      inputs,
      targets: Float32Array.from(images, (image) => classOf[image]),
    }
  }
  return {
    shape: source.shape,
    columns: pixelColumns(source.shape),
    classes,
    targetWidth: 1,
    train: part(drawn.slice(0, trainCount)),
    test: part(source.test > 0 ? chosen(source.train, total) : drawn.slice(trainCount)),
  }
}

/** Each image has its own draws, so another choice of images leaves its noise as it is. */
function addNoise(pixels: Float32Array, noise: number, seed: number, image: number): void {
  const random = randomSequence(seed, 'noise', image)
  for (let k = 0; k < pixels.length; k++) {
    pixels[k] = Math.min(1, Math.max(0, pixels[k] + noise * random.normal()))
  }
}

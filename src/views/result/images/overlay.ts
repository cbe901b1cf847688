import { type ImageShape, isImage } from '../../../model/shapes'
import type { Frame, Loaded, ProbeRequest } from '../../../worker/protocol'
import { probeKey } from '../../../worker/protocol'
import { outputWidth } from '../../shared/layers'
import { classShares, type OutputMeaning } from '../../shared/outputs'
import type { ShownImage } from '../../shared/shown-image'
import { camRequests, camSource, classActivationMap, denseWeight, stretched } from './grad-cam'

export const OVERLAYS = ['none', 'saliency', 'gradCam', 'occlusion'] as const
export type OverlayName = (typeof OVERLAYS)[number]

/** A number for every pixel, drawn over the image. */
export interface Overlay {
  /** Asked for while it is shown. */
  readonly requests: readonly ProbeRequest[]
  /** Whether values have a sign; else none is below 0. */
  readonly signed: boolean
  /** [height, width]; null until a frame has all that it takes. */
  values(frame: Frame): Float32Array | null
}

interface OverlayOptions {
  readonly loaded: Loaded
  readonly meaning: OutputMeaning
  readonly shown: ShownImage
  /** The class (of a regression, the output) that is explained. */
  readonly target: number
  /** Whether the direction of the gradient matters. */
  readonly signed: boolean
}

export function overlayOf(
  name: OverlayName,
  options: OverlayOptions,
  shape: ImageShape,
): Overlay | null {
  switch (name) {
    case 'none':
      return null
    case 'saliency':
      return saliency(options, shape)
    case 'gradCam':
      return gradCam(options, shape)
    case 'occlusion':
      return occlusion(options, shape)
  }
}

/** What a class's score is called in a probe: the only output of two classes belongs to the second. */
export function scoreTarget(loaded: Loaded, target: number): number {
  return loaded.classes.length === 0 && outputWidth(loaded) === 1 ? 1 : target
}

/**
 * ∂score/∂pixel, of raw pixels; of colours the channel with the greatest.
 * Source: K. Simonyan and others, "Deep Inside Convolutional Networks", 2013.
 */
function saliency(
  { loaded, shown, target, signed }: OverlayOptions,
  [height, width, channels]: ImageShape,
): Overlay {
  const score = scoreTarget(loaded, target)
  const request: ProbeRequest = {
    tensor: 'inputs/delta',
    ...shown.points,
    of: 'score',
    target: score,
  }
  const key = probeKey(request)
  return {
    requests: [request],
    signed,
    values({ probes }) {
      const delta = probes[key]
      if (delta?.length !== height * width * channels) return null
      return Float32Array.from({ length: height * width }, (_, pixel) => {
        let most = 0
        for (let at = pixel * channels; at < (pixel + 1) * channels; at++) {
          const value = delta[at] / loaded.inputs[at].deviation
          if (Math.abs(value) > Math.abs(most) || Number.isNaN(value)) most = value
        }
        return signed ? most : Math.abs(most)
      })
    },
  }
}

function gradCam({ loaded, shown, target }: OverlayOptions, shape: ImageShape): Overlay | null {
  const source = camSource(loaded)
  if (!source || !isImage(source.layer.shape)) return null
  const maps = source.layer.shape
  const requests = camRequests(source, shown.points, scoreTarget(loaded, target))
  const [mapsKey, deltaKey] = requests.map(probeKey)
  return {
    requests,
    signed: false,
    values(frame) {
      const [values, delta] = [frame.probes[mapsKey], frame.probes[deltaKey]]
      if (!values || !delta) return null
      const weight = denseWeight(source, loaded, frame.parameters)
      return stretched(classActivationMap(source, maps, values, delta, weight), maps, shape)
    },
  }
}

/** Side of the square that hides a part of the image, and how far it moves, in pixels. */
export function occluder([height, width]: ImageShape): { size: number; stride: number } {
  const side = Math.max(height, width)
  // Odd, so that it has a middle pixel.
  return { size: 2 * Math.round(side / 12) + 1, stride: Math.max(1, Math.round(side / 14)) }
}

/**
 * How the answer changes where a grey square hides the pixel: the class's share, or the value.
 * Source: M. Zeiler and R. Fergus, "Visualizing and Understanding Convolutional Networks", 2014.
 */
function occlusion({ loaded, meaning, shown, target }: OverlayOptions, shape: ImageShape): Overlay {
  const [height, width] = shape
  const occlude = occluder(shape)
  const hidden: ProbeRequest = { tensor: 'output/output', ...shown.points, occlude }
  const plain: ProbeRequest = { tensor: 'output/output', ...shown.points }
  const [hiddenKey, plainKey] = [probeKey(hidden), probeKey(plain)]
  const outputs = outputWidth(loaded)
  const [rows, columns] = [height, width].map((side) => Math.ceil(side / occlude.stride))
  const answer = (values: Float32Array, at: number) =>
    meaning.kind === 'value'
      ? values[at * outputs + target]
      : classShares(meaning, values, at * outputs, outputs)[target]
  /** The place whose middle is nearest. */
  const nearest = (pixel: number, places: number) =>
    Math.min(places - 1, Math.round(pixel / occlude.stride))
  return {
    requests: [hidden, plain],
    signed: true,
    values({ probes }) {
      const [changed, whole] = [probes[hiddenKey], probes[plainKey]]
      if (!whole || changed?.length !== rows * columns * outputs) return null
      const usual = answer(whole, 0)
      const places = Float32Array.from(
        { length: rows * columns },
        (_, place) => answer(changed, place) - usual,
      )
      return Float32Array.from({ length: height * width }, (_, pixel) => {
        const column = pixel % width
        const row = (pixel - column) / width
        return places[nearest(row, rows) * columns + nearest(column, columns)]
      })
    },
  }
}

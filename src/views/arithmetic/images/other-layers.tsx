import type { BatchNormLayer, Layer } from '../../../model/experiment'
import { isImage, type Shape } from '../../../model/shapes'
import type { LayerInfo, Loaded } from '../../../worker/protocol'
import { ActivationLine, CheckMark, ResultLine } from '../../shared/formulas/result-lines'
import { compare } from '../../shared/formulas/rounding'
import { added, bracketed } from '../../shared/formulas/substitute'
import { formatNumber } from '../../shared/number'
import { indexIn, layerTitle, type Pixel, type Place, pixelText } from '../../shared/place'
import type { ShownImage } from '../../shared/shown-image'
import { Waiting } from './convolution-sum'
import { type Look, sourcesOf } from './look'
import styles from './numbers.module.css'

interface LayerProps {
  readonly loaded: Loaded
  readonly look: Look
  readonly info: LayerInfo
  readonly place: Place
}

/** z = γ·(x − μ)/√(σ² + ε) + β with the running statistics, which the network in use goes by. */
export function Normalization({
  loaded,
  look,
  info,
  place,
  settings,
}: LayerProps & { readonly settings: BatchNormLayer }) {
  const [below] = sourcesOf(loaded, info.name)
  const at = indexIn(info.shape, place)
  const x = look.of(`${below}/output`)?.[at]
  const z = look.of(`${info.name}/preActivation`)?.[at]
  const a = look.of(`${info.name}/output`)?.[at]
  const own = (name: string) => look.parameter(`${info.name}/${name}`)?.[place.unit]
  const gamma = own('gamma')
  const beta = own('beta')
  const mean = own('runningMean')
  const variance = own('runningVariance')
  if (x === undefined || z === undefined || a === undefined) return <Waiting />
  if (gamma === undefined || beta === undefined) return <Waiting />
  if (mean === undefined || variance === undefined) return <Waiting />
  const { epsilon } = settings
  const deviation = Math.sqrt(variance + epsilon)
  const normalized = (x - mean) / deviation
  const computed = gamma * normalized + beta
  const magnitude = (Math.abs(gamma) * (Math.abs(x) + Math.abs(mean))) / deviation + Math.abs(beta)
  // A root, a quotient and a product beside the sums, each of them rounded.
  const check = compare(computed, z, 12, magnitude)
  const which = place.pixel ? 'map' : 'unit'
  return (
    <>
      <dl className={styles['facts']}>
        <Fact sign="x" what="what comes in" value={x} />
        <Fact sign="μ" what={`running mean of the ${which}`} value={mean} />
        <Fact sign="σ²" what={`running variance of the ${which}`} value={variance} />
        <Fact sign="γ" what="scale, learned" value={gamma} />
        <Fact sign="β" what="shift, learned" value={beta} />
        <Fact sign="ε" what="against division by zero" value={epsilon} />
      </dl>
      <p className={styles['cellLine']}>
        In use, as here, the running statistics count; in a training step those of the batch do.
      </p>
      <div className={styles['result']}>
        <ResultLine>
          <i>x̂</i> = (x − μ) / √(σ² + ε) = ({formatNumber(x)} − {bracketed(mean)}) /{' '}
          {formatNumber(deviation)} = {formatNumber(normalized)}
        </ResultLine>
        <ResultLine>
          <i>z</i> = γ·x̂ + β = {formatNumber(gamma)} × {bracketed(normalized)} {added(beta)} ={' '}
          <b data-result="z">{formatNumber(z)}</b> <CheckMark comparison={check} name="z" />
        </ResultLine>
        <ActivationLine activation={info.activation} z={z} a={a} />
      </div>
    </>
  )
}

const Fact = ({
  sign,
  what,
  value,
}: {
  readonly sign: string
  readonly what: string
  readonly value: number
}) => (
  <div>
    <dt>
      <i>{sign}</i> <span>{what}</span>
    </dt>
    <dd>{formatNumber(value)}</dd>
  </div>
)

/** z = F(x) + x, or F(x) + the projection of x. */
export function ResidualSum({ loaded, look, info, place }: LayerProps) {
  const [last, around] = sourcesOf(loaded, info.name)
  const at = indexIn(info.shape, place)
  const made = look.of(`${last}/output`)?.[at]
  const passed = look.of(`${around}/output`)?.[at]
  const z = look.of(`${info.name}/preActivation`)?.[at]
  const a = look.of(`${info.name}/output`)?.[at]
  if (made === undefined || passed === undefined) return <Waiting />
  if (z === undefined || a === undefined) return <Waiting />
  const projects = around.endsWith('/projection')
  const check = compare(made + passed, z, 1, Math.abs(made) + Math.abs(passed))
  return (
    <>
      <dl className={styles['facts']}>
        <Fact
          sign="F(x)"
          what={`what the block’s layers make: ${layerTitle(loaded, last)}`}
          value={made}
        />
        {projects ? (
          <Fact sign="P(x)" what="the block’s input through its 1×1 projection" value={passed} />
        ) : (
          <Fact
            sign="x"
            what={`the block’s input as it is: ${layerTitle(loaded, around)}`}
            value={passed}
          />
        )}
      </dl>
      <div className={styles['result']}>
        <ResultLine>
          <i>z</i> = F(x) + {projects ? 'P(x)' : 'x'} = {formatNumber(made)} {added(passed)} ={' '}
          <b data-result="z">{formatNumber(z)}</b> <CheckMark comparison={check} name="z" />
        </ResultLine>
        <ActivationLine activation={info.activation} z={z} a={a} />
      </div>
    </>
  )
}

/** Layers that pass numbers on: dropout and flatten. */
export function PassedOn({
  loaded,
  look,
  info,
  place,
  settings,
}: LayerProps & { readonly settings: Layer | null }) {
  const a = look.of(`${info.name}/output`)?.[indexIn(info.shape, place)]
  const [below] = sourcesOf(loaded, info.name)
  if (a === undefined) return <Waiting />
  return (
    <div className={styles['sole']}>
      <ResultLine>
        <i>a</i> = x = <b data-result="a">{formatNumber(a)}</b>
      </ResultLine>
      <p className={styles['sentence']}>
        {settings?.kind === 'dropout' ? (
          <>
            In every training step dropout sets {formatNumber(100 * settings.rate)} % of the
            numbers, chosen at random, to 0 and divides the others by{' '}
            {formatNumber(1 - settings.rate)}. In use, as here, all numbers pass unchanged.
          </>
        ) : (
          <>
            Flatten computes nothing: number {place.unit + 1} of the row is{' '}
            {originText(info.inputShape, place.unit)} of {layerTitle(loaded, below)}.
          </>
        )}
      </p>
    </div>
  )
}

/** "row 2, column 3, map 5": where in an image a number of its row of numbers comes from. */
export function originText(shape: Shape, index: number): string {
  if (!isImage(shape)) return `unit ${index + 1}`
  const { pixel, unit } = originOf(shape, index)
  return shape[2] === 1 ? pixelText(pixel) : `${pixelText(pixel)}, map ${unit + 1}`
}

export function originOf(
  [, width, channels]: readonly [number, number, number],
  index: number,
): { readonly pixel: Pixel; readonly unit: number } {
  const pixel = Math.floor(index / channels)
  return {
    pixel: { row: Math.floor(pixel / width), column: pixel % width },
    unit: index % channels,
  }
}

/** A pixel of the input, and what the network gets of it. */
export function InputPixel({
  loaded,
  look,
  place,
  image,
}: Omit<LayerProps, 'info'> & { readonly image: ShownImage }) {
  const at = indexIn(loaded.inputShape, place)
  const raw = image.pixels[at]
  const x = look.of('inputs/output')?.[at]
  const { mean, deviation } = loaded.inputs[at] ?? { mean: 0, deviation: 1 }
  if (x === undefined) return <Waiting />
  return (
    <div className={styles['sole']}>
      <ResultLine>pixel = {formatNumber(raw)}, from 0 (paper) to 1 (ink)</ResultLine>
      {(mean !== 0 || deviation !== 1) && (
        <ResultLine>
          <i>x</i> = (pixel − mean) / deviation = ({formatNumber(raw)} − {bracketed(mean)}) /{' '}
          {formatNumber(deviation)} = <b data-result="a">{formatNumber(x)}</b>
        </ResultLine>
      )}
      <p className={styles['sentence']}>
        {mean === 0 && deviation === 1
          ? 'The network gets the pixels as they are.'
          : 'Mean and deviation are those of all pixels of the training images.'}
      </p>
    </div>
  )
}

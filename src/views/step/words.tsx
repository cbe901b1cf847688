import type { LayerKind } from '../../model/experiment'
import lines from '../shared/formulas/lines.module.css'
import { formatNumber } from '../shared/number'
import { layerSettings, nameBelow, pixelText } from '../shared/place'
import { examplesOf, type Numbers, sumOf } from './numbers'
import styles from './step.module.css'
import type { Subject } from './subject'
import { Waiting } from './waiting'

/** Layers that are told in words and with what comes in and out. */
export const LAYERS_IN_WORDS: ReadonlySet<LayerKind> = new Set([
  'maxPool2d',
  'averagePool2d',
  'globalAveragePool2d',
  'flatten',
  'dropout',
  'batchNorm',
  'residual',
])

interface WordsProps {
  readonly numbers: Numbers
  readonly subject: Subject
  readonly row: number | null
}

/** What such a layer makes of its numbers. */
export function ForwardWords({ numbers, subject, row }: WordsProps) {
  const { info, index } = subject
  const mean = (tensor: string) => {
    const values = examplesOf(numbers, tensor, row)
    return values && sumOf(values.map((each) => each[index])) / values.length
  }
  const a = mean(`${info.name}/output`)
  if (a === undefined) return <Waiting />
  const keeps = info.kind === 'dropout' || info.kind === 'batchNorm' || info.kind === 'flatten'
  const x = keeps ? mean(`${nameBelow(numbers.loaded, info.name)}/output`) : undefined
  const average = row === null ? 'on average over the batch ' : ''
  return (
    <>
      <p className={lines['line']}>
        {x !== undefined && (
          <>
            {average}in: {formatNumber(x)};{' '}
          </>
        )}
        out: <b data-result="a">{formatNumber(a)}</b>
        {x === undefined && row === null && ' on average over the batch'}
      </p>
      <p className={styles['sentence']}>
        <ForwardSentence {...{ numbers, subject, row }} />
      </p>
    </>
  )
}

function ForwardSentence({ numbers, subject, row }: WordsProps) {
  const { info, index } = subject
  const settings = layerSettings(numbers.experiment, numbers.loaded, info.name)
  switch (info.kind) {
    case 'maxPool2d':
      return <>The largest value under the window passes. {winnerText(numbers, subject, row)}</>
    case 'averagePool2d':
      return <>The mean of the values under the window passes; padding counts as zeros.</>
    case 'globalAveragePool2d':
      return <>The mean of the whole map passes.</>
    case 'flatten':
      return <>The same number in a row of numbers: number {index + 1}. Nothing is computed.</>
    case 'dropout':
      return settings?.kind === 'dropout' ? (
        <>
          In this update dropout sets {formatNumber(100 * settings.rate)} % of the numbers, chosen
          at random for each example, to 0 and divides the others by{' '}
          {formatNumber(1 - settings.rate)}.
        </>
      ) : null
    case 'batchNorm':
      return (
        <>
          The number is shifted and scaled by the mean and deviation that its unit or map has over
          this batch, then by γ and β, which are learned, and goes through the activation.
        </>
      )
    case 'residual':
      return (
        <>
          The block’s input is added to what its layers make of it, then comes the activation.
          Choose one of its layers above to see that layer’s numbers.
        </>
      )
    case 'dense':
    case 'conv2d':
      return null
  }
}

function winnerText(numbers: Numbers, subject: Subject, row: number | null): string {
  const place = winnerPlace(numbers, subject, row)
  return place && `Here it came from ${place}, which alone will get the delta.`
}

/** Which input of a window was the largest; empty for the whole batch. */
export function winnerPlace(
  { example }: Numbers,
  { info, index }: Subject,
  row: number | null,
): string {
  if (row === null || info.kind !== 'maxPool2d') return ''
  const winners = example(`${info.name}/index`, row)
  if (!winners) return ''
  const [, width] = info.inputShape
  const at = winners[index]
  return pixelText({ row: Math.floor(at / (width ?? 1)), column: at % (width ?? 1) })
}

/** How deltas come through a layer whose sums are not shown. */
export function BelowWords({ kind }: { readonly kind: LayerKind }) {
  return (
    <p className={styles['sentence']}>
      {kind === 'batchNorm'
        ? 'It comes through batch normalization, where every example of the batch has part in the mean and deviation: the delta of one number depends on those of all examples.'
        : 'It comes from a residual block by two ways, which are added: through the block’s layers and, unchanged or through its projection, around them; then it is multiplied by σ′(z).'}
    </p>
  )
}

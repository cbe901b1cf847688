import { activations } from '../../../model/activations'
import type { Experiment } from '../../../model/experiment'
import { lossParts, lossShare } from '../../../model/loss-arithmetic'
import type { Phase } from '../../../store/phase'
import {
  type Frame,
  type LayerInfo,
  type Loaded,
  type ProbeRequest,
  probeKey,
} from '../../../worker/protocol'
import { formatTick } from '../../shared/axis'
import { layerOf, outputWidth } from '../../shared/layers'
import { formatCount, formatNumber } from '../../shared/number'
import { phaseText, shownPhase } from '../../shared/phases'
import { useExperiment, usePhase, useProbes, useRun, useWorkbench } from '../../shared/workbench'
import { batchRow } from './batch-values'
import styles from './phase-caption.module.css'
import { TARGETS } from './reading'

const EXAMPLES: ProbeRequest = { tensor: 'batch/examples', over: 'batch' }
const METRICS: ProbeRequest = { tensor: 'batch/metrics', over: 'batch' }
const OUTPUT: ProbeRequest = { tensor: 'output/output', over: 'batch' }

/** Which part of an update the network shows, in words, with the numbers that stand nowhere else. */
export function PhaseCaption() {
  const { frames } = useWorkbench()
  const loaded = useRun((state) => state.loaded)
  const experiment = useExperiment((e) => e)
  const { at, row } = usePhase()
  // Every frame that comes while the run stands is heard of here.
  const run = useRun((state) => state.run)
  const shown = loaded && shownPhase(loaded, at)
  const isLoss = shown?.phase.kind === 'loss'
  useProbes([EXAMPLES, ...(isLoss ? [METRICS, ...(row === null ? [] : [OUTPUT, TARGETS])] : [])])
  if (!shown) return null
  const { phase, number, count } = shown
  const frame = frames.latest
  return (
    <div className={styles['caption']}>
      <p>
        <b>
          {number} of {count} · {phaseText(phase)}
        </b>
        {run && <span>{`update ${formatCount(run.step + 1)}, ${basis(frame, row)}`}</span>}
      </p>
      <p>{frame && phaseWords(phase, { frame, loaded, experiment, row })}</p>
    </div>
  )
}

interface Basis {
  readonly frame: Frame
  readonly loaded: Loaded
  readonly experiment: Experiment
  readonly row: number | null
}

function phaseWords(phase: Phase, shown: Basis): string {
  switch (phase.kind) {
    case 'batch':
      return 'The inputs of the batch.'
    case 'forward':
      return forwardWords(layerOf(shown.loaded, phase.layer))
    case 'loss':
      return lossWords(shown)
    case 'backward':
      return 'δ = ∂L/∂z has come back to this layer; with it come the gradients of its weights.'
    case 'update':
      return 'Every weight w becomes w + Δw.'
  }
}

function forwardWords(layer: LayerInfo | undefined): string {
  if (layer?.kind !== 'dense' && layer?.kind !== 'conv2d') {
    return 'What the layer makes of the outputs before it.'
  }
  const { kind, activation } = layer
  const each = kind === 'dense' ? 'Each unit' : 'Each pixel of a map'
  if (activation === 'identity') return `${each} gives a = z = Σ w·x + b.`
  return `${each} adds up z = Σ w·x + b and gives a = ${activations[activation].label}(z).`
}

function lossWords({ frame, loaded, experiment, row }: Basis): string {
  const loss = frame.probes[probeKey(METRICS)]?.[0]
  if (loss === undefined) return ''
  const mean = `The mean loss of the batch is ${formatNumber(loss)}.`
  const [outputs, targets] = [OUTPUT, TARGETS].map((request) => frame.probes[probeKey(request)])
  if (row === null || !outputs || !targets) return mean
  const own = batchRow(outputs, outputWidth(loaded), row)
  const target = batchRow(targets, outputWidth(loaded), row)
  if (!own || !target) return mean
  const parts = lossParts(experiment.loss, own, target)
  const value = parts.reduce((sum, part) => sum + part.value, 0)
  const number = formatNumber(value * lossShare(experiment.loss, 1, own.length))
  return `Its loss against ${targetText(loaded, target)} is ${number}. ${mean}`
}

/** "target 0.3", "target setosa". */
function targetText({ classes }: Loaded, target: Float32Array): string {
  const largest = target.indexOf(Math.max(...target))
  const name = target.length === 1 ? classes[target[0] > 0 ? 1 : 0] : classes[largest]
  return `target ${name ?? Array.from(target, formatTick).join(', ')}`
}

/** "mean over the batch of 10", "example 3 of 10 (training example 57)". */
function basis(frame: Frame | null, row: number | null): string {
  const examples = frame?.probes[probeKey(EXAMPLES)]
  const of = examples ? ` of ${examples.length}` : ''
  if (row === null) return `mean over the batch${of}`
  // The last batch of an epoch may be smaller.
  const own = Math.min(row, (examples?.length ?? Number.POSITIVE_INFINITY) - 1)
  const index = examples?.[own]
  const which = index === undefined ? '' : ` (training example ${formatCount(index + 1)})`
  return `example ${own + 1}${of}${which}`
}

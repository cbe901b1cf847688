import { useMemo, useState } from 'react'
import type { ImageShape } from '../../../model/shapes'
import type { Loaded, ProbeRequest } from '../../../worker/protocol'
import { Info } from '../../shared/controls/info'
import { Toggle } from '../../shared/controls/toggle'
import { outputWidth } from '../../shared/layers'
import { formatCount, formatPercent } from '../../shared/number'
import { useSlowProbes } from '../../shared/slow-probe'
import styles from './images.module.css'
import { ShiftChart } from './shift-chart'
import { accuracyOf, mostShift, shiftsOf } from './shifts'

/** While training one point of the curve is renewed this often. */
const EVERY_MS = 500

/** How well the network tells test images that are moved; measured only while it is switched on. */
export function ShiftAccuracy({ loaded, shape }: { loaded: Loaded; shape: ImageShape }) {
  const [on, setOn] = useState(false)
  if (loaded.test.count === 0 || loaded.classes.length === 0) return null
  return (
    <div className={styles['shift']}>
      <div className={styles['switch']}>
        <Toggle checked={on} onChange={setOn}>
          Accuracy on moved test images
        </Toggle>
        <Info
          title="Accuracy on moved test images"
          help={`All test images are moved by 1 to ${mostShift(shape)} pixels to one side, what comes in is 0, and the network is asked again. Convolution and pooling make a network less sensitive to such moves, and so do training images that are moved themselves (augmentation).`}
        />
      </div>
      {on && <Measurement loaded={loaded} shape={shape} />}
    </div>
  )
}

function Measurement({ loaded, shape }: { loaded: Loaded; shape: ImageShape }) {
  const shifts = useMemo(() => shiftsOf(shape), [shape])
  const requests = useMemo(
    () => shifts.map((shift): ProbeRequest => ({ tensor: 'output/output', over: 'test', shift })),
    [shifts],
  )
  const samples = useSlowProbes(requests, EVERY_MS)
  const width = outputWidth(loaded)
  const { targets, count } = loaded.test
  // A large set is moved in part; all points of the curve are of the same images.
  const asked = Math.min(
    count,
    ...samples.map((sample) => (sample ? sample.values.length / width : count)),
  )
  const measured = useMemo(
    () =>
      samples.map(
        (sample) => sample && accuracyOf(sample.values.subarray(0, asked * width), width, targets),
      ),
    [samples, asked, width, targets],
  )
  const steps = samples.flatMap((sample) => (sample ? [sample.step] : []))
  return (
    <>
      <ShiftChart {...{ shape, shifts, measured }} />
      <p className={styles['caption']}>
        {steps.length < shifts.length
          ? `${steps.length} of ${shifts.length} measured …`
          : `${asked < count ? 'the first ' : ''}${formatCount(asked)} test images, ${stepText(steps)}`}
        {measured[0] !== undefined && <span>unmoved: {formatPercent(measured[0])}</span>}
      </p>
    </>
  )
}

function stepText(steps: readonly number[]): string {
  const [first, last] = [Math.min(...steps), Math.max(...steps)]
  if (first === last) return `step ${formatCount(first)}`
  return `steps ${formatCount(first)} to ${formatCount(last)}`
}

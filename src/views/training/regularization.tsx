import type { Experiment } from '../../model/experiment'
import { Disclosure } from '../shared/controls/disclosure'
import type { InfoText } from '../shared/controls/info'
import { NumberField } from '../shared/controls/number-field'
import { fieldText } from '../shared/controls/parse-number'
import { Row } from '../shared/controls/row'
import { roundStops, type Scale, stopScale } from '../shared/controls/scale'
import { useExperiment, useWorkbench } from '../shared/workbench'
import { texts } from './help'

const penalties = stopScale([0, ...roundStops(1e-4, 10, [1, 3])])
const bounds = stopScale([0, ...roundStops(0.01, 1e3, [1, 2, 5])])

/** Penalties on large weights. */
export function Regularization() {
  const { l1, l2 } = useExperiment((e) => e.regularization)
  return (
    <Disclosure label="Regularization" summary={told({ L1: l1, L2: l2 })}>
      <Amount part="regularization" name="l1" label="L1" info={texts.l1} scale={penalties} />
      <Amount part="regularization" name="l2" label="L2" info={texts.l2} scale={penalties} />
    </Disclosure>
  )
}

/** Bounds on the gradient. */
export function Clipping() {
  const { norm, value } = useExperiment((e) => e.clipping)
  return (
    <Disclosure label="Clipping" summary={told({ norm, value })}>
      <Amount part="clipping" name="norm" label="Norm" info={texts.clipNorm} scale={bounds} />
      <Amount
        part="clipping"
        name="value"
        label="Each value"
        info={texts.clipValue}
        scale={bounds}
      />
    </Disclosure>
  )
}

function told(amounts: Readonly<Record<string, number>>): string {
  const set = Object.entries(amounts).filter(([, amount]) => amount > 0)
  if (set.length === 0) return 'none'
  return set.map(([name, amount]) => `${name} ${fieldText(amount)}`).join(' · ')
}

interface AmountProps {
  readonly part: 'regularization' | 'clipping'
  readonly name: string
  readonly label: string
  readonly info: InfoText
  /** Where arrow keys lead. */
  readonly scale: Scale
}

function Amount({ part, name, label, info, scale }: AmountProps) {
  const { experiment } = useWorkbench()
  const value = useExperiment((e) => (e[part] as Readonly<Record<string, number>>)[name])
  const set = (next: number) =>
    experiment.edit(
      (e): Experiment => ({ ...e, [part]: { ...e[part], [name]: next } }),
      `${part}.${name}`,
    )
  return (
    <Row label={label} info={info}>
      <NumberField
        label={info.title}
        value={value}
        min={0}
        max={part === 'clipping' ? 1e6 : 10}
        next={(from, direction) => scale.valueAt(scale.positionOf(from) + direction)}
        onChange={set}
      />
    </Row>
  )
}

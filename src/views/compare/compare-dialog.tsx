import { useState } from 'react'
import { type ActivationName, activationNames, activations } from '../../model/activations'
import { differenceText } from '../../model/difference'
import type { Experiment } from '../../model/experiment'
import { activationRemedy, type Remedy, remedies } from '../../model/remedies'
import { Button } from '../shared/controls/button'
import { Dialog } from '../shared/controls/dialog'
import { Row } from '../shared/controls/row'
import { Select } from '../shared/controls/select'
import { randomSeed } from '../shared/random-seed'
import {
  hasRoom,
  letterOf,
  networkName,
  standsBeside,
  useDocument,
  useNetworks,
  withVariant,
} from '../shared/variants'
import { useWorkbench } from '../shared/workbench'
import styles from './compare-dialog.module.css'

/** Opens another network beside those that train: a remedy, a copy, another seed. */
export function CompareDialog({ onClose }: { onClose: () => void }) {
  const { main } = useWorkbench()
  const document = useDocument()
  const networks = useNetworks()
  const [from, setFrom] = useState(0)
  const own = networks[from]?.experiment.get() ?? document
  const room = hasRoom(document)
  const open = (after: Experiment, title = '') => {
    main.experiment.edit((e) => withVariant(e, after, title))
    onClose()
  }
  const isHelp = ({ helps }: Remedy) => helps(own).length > 0
  const listed = { own, document, room, open }
  return (
    <Dialog title="Train another network beside it" width="52rem" onClose={onClose}>
      <p className={styles['lead']}>
        {room
          ? 'The same data, seed and batches, with one change. All start together and make every step together.'
          : 'Four networks stand side by side: remove one to make room for another.'}
      </p>
      {networks.length > 1 && (
        <Row label="Start from">
          <Select
            label="Start from"
            value={String(from)}
            options={networks.map(({ experiment }, i) => ({
              value: String(i),
              label: `${letterOf(i)}: ${networkName(document, experiment.get(), i)}`,
            }))}
            onChange={(value) => setFrom(Number(value))}
          />
        </Row>
      )}
      <Choices title="Remedies" list={remedies.filter(isHelp)} {...listed} />
      <Choices title="Other changes" list={remedies.filter((r) => !isHelp(r))} {...listed}>
        <li>
          <button
            type="button"
            disabled={!room}
            onClick={() => open({ ...own, seed: { ...own.seed, weights: randomSeed() } })}
          >
            <strong>Another seed</strong>
            <span>Other initial weights and another order of examples: how much is luck?</span>
          </button>
        </li>
        <li>
          <button type="button" disabled={!room} onClick={() => open(own, 'Copy')}>
            <strong>A copy to change by hand</strong>
            <span>Whatever is edited in its network from then on is its difference.</span>
          </button>
        </li>
      </Choices>
      <AnyActivation {...listed} />
    </Dialog>
  )
}

interface Listed {
  readonly own: Experiment
  readonly document: Experiment
  readonly room: boolean
  readonly open: (after: Experiment) => void
}

function Choices({
  title,
  list,
  own,
  document,
  room,
  open,
  children,
}: Listed & {
  readonly title: string
  readonly list: readonly Remedy[]
  readonly children?: React.ReactNode
}) {
  const applied = list.flatMap((remedy) => {
    const after = remedy.apply(own)
    return after ? [{ remedy, after }] : []
  })
  if (applied.length === 0 && !children) return null
  return (
    <section className={styles['choices']}>
      <h3>{title}</h3>
      <ul>
        {applied.map(({ remedy: { id, label, why, helps }, after }) => (
          <li key={id}>
            <button
              type="button"
              disabled={!room || standsBeside(document, after)}
              title={differenceText(own, after)}
              onClick={() => open(after)}
            >
              <strong>
                {label}
                {helps(own).length > 0 && <em>{helps(own).join(', ')}</em>}
              </strong>
              <span>{why}</span>
            </button>
          </li>
        ))}
        {children}
      </ul>
    </section>
  )
}

/** Of all activations, not only of those that are remedies. */
function AnyActivation({ own, room, open }: Listed) {
  const [name, setName] = useState<ActivationName>('softsign')
  const after = activationRemedy(name).apply(own)
  return (
    <div className={styles['activation']}>
      <span>Another activation in all hidden layers</span>
      <Select<ActivationName>
        label="Another activation"
        value={name}
        options={activationNames.map((value) => ({ value, label: activations[value].label }))}
        onChange={setName}
      />
      <Button disabled={!room || !after} onClick={() => after && open(after)}>
        Open beside
      </Button>
    </div>
  )
}

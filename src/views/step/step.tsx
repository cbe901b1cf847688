import { ChevronLeft, ChevronRight } from 'lucide-react'
import { phasesOf } from '../../store/phase'
import type { Loaded } from '../../worker/protocol'
import { Button, IconButton } from '../shared/controls/button'
import { formatCount } from '../shared/number'
import { phaseText, type ShownPhase, shownPhase } from '../shared/phases'
import { useNetworkLabel, usePhase, useRun, useSelection, useWorkbench } from '../shared/workbench'
import { BackwardPhase } from './backward-phase'
import { BatchPhase } from './batch-phase'
import { ForwardPhase } from './forward-phase'
import { LossPhase } from './loss-phase'
import { RowPicker } from './row-picker'
import styles from './step.module.css'
import { type Subject, subjectOf } from './subject'
import { UnitPicker } from './unit-picker'
import { UpdatePhase } from './update-phase'
import { useNumbers } from './use-numbers'
import { Waiting } from './waiting'

/** The coming update, taken apart: the formula of each phase with the engine's numbers in it. */
export function StepByStep() {
  const loaded = useRun((state) => state.loaded)
  const { at } = usePhase()
  if (!loaded) return <p className={styles['waiting']}>The network is being made.</p>
  const shown = shownPhase(loaded, at)
  if (shown) return <Walk loaded={loaded} shown={shown} />
  return at === null ? <Invitation /> : <Through loaded={loaded} />
}

/** Networks side by side walk together, and one of fewer layers is through before the others. */
function Through({ loaded }: { readonly loaded: Loaded }) {
  return (
    <p className={styles['waiting']}>
      The update of this network has {phasesOf(loaded.layers).length} phases, which are all over; it
      waits for the others.
    </p>
  )
}

function Invitation() {
  const workbench = useWorkbench()
  const step = useRun(({ run }) => run?.step ?? 0)
  return (
    <div className={styles['invitation']}>
      <p>
        An update happens in phases: a batch is picked, its numbers go forward layer by layer, the
        loss is computed, its derivatives travel back layer by layer, and the optimizer changes
        every parameter. Each phase is shown with its formula and the numbers of the update that
        follows step {formatCount(step)}.
      </p>
      <Button
        look="primary"
        onClick={() => {
          workbench.experiment.show({ advance: 'phase' })
          void workbench.advance()
        }}
      >
        Take the next update apart
      </Button>
      <p className={styles['note']}>
        Then Space or → goes on, ← goes back, Esc leaves. After the last phase the update is made.
      </p>
    </div>
  )
}

interface WalkProps {
  readonly loaded: Loaded
  readonly shown: ShownPhase
}

function Walk({ loaded, shown }: WalkProps) {
  const unit = useSelection((state) => state.unit)
  const edge = useSelection((state) => state.edge)
  const pixel = useSelection((state) => state.pixel)
  const subject = subjectOf(loaded, shown.phase, { unit, edge, pixel })
  return subject && <Explained loaded={loaded} shown={shown} subject={subject} />
}

function Explained({ loaded, shown, subject }: WalkProps & { readonly subject: Subject }) {
  const landmark = useNetworkLabel('Step by step')
  const workbench = useWorkbench()
  const step = useRun(({ run }) => run?.step ?? 0)
  const { row: wanted } = usePhase()
  const { phase, number, count } = shown
  const found = useNumbers(loaded, phase, { layer: subject.info.name, row: wanted })
  const { numbers, row } = found ?? { numbers: null, row: wanted }
  const chosen = wanted === null || !numbers ? wanted : Math.min(wanted, numbers.rows - 1)
  const hasUnits = phase.kind !== 'batch' && phase.kind !== 'loss'
  return (
    <section className={styles['step']} aria-label={landmark}>
      <header className={styles['head']}>
        <div className={styles['walk']}>
          <IconButton label="Phase before" shortcut="←" onClick={() => workbench.back()}>
            <ChevronLeft aria-hidden />
          </IconButton>
          <h2 className={styles['title']}>
            <span>
              {number} of {count}
            </span>{' '}
            {phaseText(phase)}
          </h2>
          <IconButton label="Next phase" shortcut="→" onClick={() => workbench.advance()}>
            <ChevronRight aria-hidden />
          </IconButton>
        </div>
        {hasUnits && <UnitPicker loaded={loaded} phase={phase} subject={subject} />}
        {numbers && phase.kind !== 'update' && <RowPicker numbers={numbers} row={chosen} />}
        <span className={styles['stepNumber']}>update after step {formatCount(step)}</span>
      </header>
      <div
        role="group"
        aria-label="Numbers"
        aria-busy={row !== chosen}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it may scroll
        tabIndex={0}
        className={styles['body']}
      >
        {!numbers && <Waiting />}
        {numbers && phase.kind === 'batch' && <BatchPhase numbers={numbers} row={row} />}
        {numbers && phase.kind === 'forward' && <ForwardPhase {...{ numbers, subject, row }} />}
        {numbers && phase.kind === 'loss' && <LossPhase numbers={numbers} row={row} />}
        {numbers && phase.kind === 'backward' && <BackwardPhase {...{ numbers, subject, row }} />}
        {numbers && phase.kind === 'update' && <UpdatePhase {...{ numbers, subject }} />}
      </div>
    </section>
  )
}

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useRef } from 'react'
import { Button, IconButton } from '../shared/controls/button'
import { Segments } from '../shared/controls/segments'
import { Select } from '../shared/controls/select'
import { Toggle } from '../shared/controls/toggle'
import { formatCount } from '../shared/number'
import { useFrame, useSelection, useWorkbench } from '../shared/workbench'
import type { Mode } from './columns'
import styles from './feature-maps.module.css'
import { isOf, type Look } from './reader'
import type { Target } from './use-target'

const MODES: readonly { value: Mode; label: string }[] = [
  { value: 'activation', label: 'Activation' },
  { value: 'gradient', label: 'Gradient' },
  { value: 'difference', label: 'Difference' },
]
const SCALES = [
  { value: 'layer', label: 'Colours per layer' },
  { value: 'map', label: 'per map' },
] as const

interface ToolbarProps {
  readonly look: Look
  readonly pairs: boolean
  readonly target: Target
  readonly onMode: (mode: Mode) => void
  readonly onPairs: (pairs: boolean) => void
  readonly onEach: (each: boolean) => void
  readonly onKeep: () => void
}

/** What is shown, of which image, at which step. */
export function Toolbar({ look, pairs, target, onMode, onPairs, onEach, onKeep }: ToolbarProps) {
  return (
    <header className={styles['toolbar']}>
      <Segments label="What the maps show" value={look.mode} options={MODES} onChange={onMode} />
      {look.mode !== 'gradient' && (
        <Toggle checked={pairs} onChange={onPairs}>
          Before activation
        </Toggle>
      )}
      {target.open && (
        <span className={styles['target']}>
          loss as
          <Select
            label="Class by whose loss the drawing is derived"
            value={String(target.chosen)}
            options={look.loaded.classes.map((label, i) => ({ value: String(i), label }))}
            onChange={(value) => target.choose(Number(value))}
          />
        </span>
      )}
      <Segments
        label="Colour scale"
        value={look.each ? 'map' : 'layer'}
        options={SCALES}
        onChange={(value) => onEach(value === 'map')}
      />
      <div className={styles['context']}>
        <Shown look={look} />
        <Button onClick={onKeep}>Compare with this step</Button>
      </div>
    </header>
  )
}

/** "Training image 12, a 7 · step 340 − step 120". */
function Shown({ look }: { readonly look: Look }) {
  const { frames } = useWorkbench()
  const { loaded, image, kept, mode } = look
  const step = useRef<HTMLSpanElement>(null)
  const compares = mode === 'difference' && kept !== null
  useFrame(
    ({ run, state }) => {
      const then = compares
        ? ` − step ${formatCount(kept.step)}${kept.run === run ? '' : ' of the run before'}`
        : ''
      const text = `step ${formatCount(state.step)}${then}`
      if (step.current && step.current.textContent !== text) step.current.textContent = text
    },
    [look],
  )
  const named = image.target === undefined ? undefined : loaded.classes[image.target]
  return (
    <p className={styles['shown']}>
      <Neighbours look={look} />
      <span>
        {image.name}
        {named !== undefined && <>, class {named}</>}
      </span>
      {compares && !isOf(kept, image) ? (
        <strong>
          The maps of step {formatCount(kept.step)} are kept for {kept.image}.
        </strong>
      ) : (
        <span ref={step} data-step={frames.latest?.state.step} />
      )}
    </p>
  )
}

function Neighbours({ look }: { readonly look: Look }) {
  const { selection } = useWorkbench()
  const drawn = useSelection((state) => state.drawn)
  const { over, example = 0 } = look.image.points
  if (drawn || (over !== 'train' && over !== 'test')) return null
  const { count } = look.loaded[over]
  const go = (by: number) =>
    selection.setState({ example: { set: over, index: (example + by + count) % count } })
  return (
    <>
      <IconButton label="Image before" onClick={() => go(-1)}>
        <ChevronLeft aria-hidden />
      </IconButton>
      <IconButton label="Next image" onClick={() => go(1)}>
        <ChevronRight aria-hidden />
      </IconButton>
    </>
  )
}

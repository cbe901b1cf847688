import { Calculator, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { activations } from '../../model/activations'
import type { EdgeRef, UnitRef } from '../../store/selection'
import type { Loaded } from '../../worker/protocol'
import { Button, IconButton } from '../shared/controls/button'
import { usePlaced } from '../shared/controls/popover'
import { layerBelow, layerParameters, shortUnitName, unitName } from '../shared/parameters'
import { useRun, useWorkbench } from '../shared/workbench'
import { type DiagramLayout, edgeEnds, edgeMiddle } from './layout'
import styles from './parameter-panel.module.css'
import { ParameterRow } from './parameter-row'
import type { Reading } from './showing'
import type { DiagramColumn } from './structure'

/** What a panel is open for. */
export type Subject = ({ readonly kind: 'unit' } & UnitRef) | ({ readonly kind: 'edge' } & EdgeRef)

/** Of what the engine computed: as many as its 32-bit floats are good for. */
const DIGITS = 7

interface ParameterPanelProps {
  readonly subject: Subject
  readonly loaded: Loaded
  readonly columns: readonly DiagramColumn[]
  readonly layout: DiagramLayout
  readonly reading: Reading | null
  readonly onClose: () => void
}

/** A weight, or a unit's bias and all weights that lead to it, to read and to change while it runs. */
export function ParameterPanel(props: ParameterPanelProps) {
  const { subject, loaded, columns, layout, reading, onClose } = props
  const { experiment } = useWorkbench()
  const anchor = useRef<HTMLSpanElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  usePlaced(panel, anchor, 'start')
  useEffect(() => {
    const element = panel.current
    element?.showPopover()
    element?.querySelector<HTMLElement>('input[type=text]')?.focus()
    return () => element?.hidePopover()
  }, [])

  const { layer } = subject
  const below = layerBelow(loaded, layer)
  const column = columns.findIndex(({ name }) => name === layer)
  const activation = columns[column]?.activation
  const label =
    subject.kind === 'unit'
      ? unitName(loaded, layer, subject.unit)
      : `${shortUnitName(loaded, below, subject.from)} → ${shortUnitName(loaded, layer, subject.to)}`
  return (
    <>
      <span ref={anchor} className={styles['anchor']} style={anchorBox(subject, column, layout)} />
      <div
        ref={panel}
        popover="auto"
        role="dialog"
        aria-label={subject.kind === 'unit' ? label : `Weight ${label}`}
        className={styles['panel']}
        onToggle={(event) => {
          if (event.newState === 'closed') onClose()
        }}
      >
        <header className={styles['header']}>
          <div>
            <h3>{subject.kind === 'unit' ? label : `Weight ${label}`}</h3>
            {subject.kind === 'unit' && activation && <p>{activations[activation].equation}</p>}
          </div>
          <IconButton label="Close" shortcut="Escape" onClick={() => panel.current?.hidePopover()}>
            <X aria-hidden />
          </IconButton>
        </header>
        <Rows subject={subject} loaded={loaded} below={below} reading={reading} />
        <Button
          look="quiet"
          className={styles['arithmetic']}
          onClick={() => {
            experiment.show({ dock: 'arithmetic' })
            panel.current?.hidePopover()
          }}
        >
          <Calculator aria-hidden />
          Show the arithmetic
        </Button>
      </div>
    </>
  )
}

function Rows({
  subject,
  loaded,
  below,
  reading,
}: Pick<ParameterPanelProps, 'subject' | 'loaded' | 'reading'> & { readonly below: string }) {
  const { frames } = useWorkbench()
  // The run's numbers come ten times a second, which is often enough for digits to be read.
  useRun((state) => state.run)
  const place = layerParameters(loaded, subject.layer)
  const frame = frames.latest
  if (!place || !frame) return null
  const { parameters } = frame
  const shown = (parameter: string, index: number) =>
    reading?.parameterText(frame, parameter, index, DIGITS) ?? ''
  const unit = subject.kind === 'unit' ? subject.unit : subject.to
  const weight = (from: number) => {
    const index = from * place.units + unit
    return (
      <ParameterRow
        key={from}
        label={subject.kind === 'unit' ? shortUnitName(loaded, below, from) : 'Weight'}
        description={`Weight from ${unitName(loaded, below, from)}`}
        parameter={`${subject.layer}/weight`}
        index={index}
        value={parameters[place.weight + index]}
        shown={shown(`${subject.layer}/weight`, index)}
      />
    )
  }
  if (subject.kind === 'edge') return <div className={styles['rows']}>{weight(subject.from)}</div>
  return (
    <div className={styles['rows']}>
      <ParameterRow
        label="Bias"
        description="Bias"
        parameter={`${subject.layer}/bias`}
        index={unit}
        value={parameters[place.bias + unit]}
        shown={shown(`${subject.layer}/bias`, unit)}
      />
      <h4>Weights from</h4>
      {Array.from({ length: place.inputs }, (_, from) => weight(from))}
    </div>
  )
}

function anchorBox(subject: Subject, column: number, { columns }: DiagramLayout) {
  const place = columns[column]
  if (!place) return {}
  if (subject.kind === 'unit') {
    const corner = place.units[subject.unit]
    return { left: corner?.x, top: corner?.y, width: place.tile, height: place.tileHeight }
  }
  const { x, y } = edgeMiddle(edgeEnds(columns[column - 1], subject.from, place, subject.to))
  return { left: x, top: y - 6, width: 1, height: 12 }
}

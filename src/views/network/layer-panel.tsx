import { ArrowLeft, ArrowRight, ChartColumn, ChartSpline, Trash2 } from 'lucide-react'
import type { MouseEvent } from 'react'
import { flushSync } from 'react-dom'
import { activations } from '../../model/activations'
import { layerEntry } from '../../model/layers'
import { shapeText } from '../../model/shapes'
import { Button } from '../shared/controls/button'
import { useWorkbench } from '../shared/workbench'
import { moveLayer, removeLayer } from './edits'
import { LayerFigures } from './gradients/layer-figures'
import heads from './heads.module.css'
import { InnerLayers } from './inner-layers'
import { NO_TRAINING, UnitsStepper } from './layer-controls'
import styles from './layer-panel.module.css'
import { LayerSettings } from './layer-settings'
import { parameterText, shortcutText } from './layer-words'
import { RefusalNote } from './refusal-note'
import type { DiagramColumn } from './structure'
import { type Attempt, useAttempt } from './use-attempt'

interface LayerPanelProps {
  readonly columns: readonly DiagramColumn[]
  /** Of the layer among all columns. */
  readonly index: number
  readonly close: () => void
}

/** What a layer's head opens: what it makes of its input, its settings, and where it stands. */
export function LayerPanel({ columns, index, close }: LayerPanelProps) {
  const attempt = useAttempt()
  const { layer, name, shape, parameters } = columns[index]
  const below = columns[index - 1].shape
  if (!layer) return null
  const { label, help } = layerEntry(layer)
  return (
    <div className={styles['panel']}>
      <h4>
        Layer {index} · {label}
      </h4>
      <p className={styles['shapes']}>
        {shapeText(below)} → {shapeText(shape)}
        {parameters > 0 && ` · ${parameterText(parameters)}`}
      </p>
      <LayerFigures name={name} />
      {layer.kind === 'dense' && <UnitsStepper index={index - 1} units={layer.units} />}
      {layer.kind === 'residual' && (
        <InnerLayers path={[index - 1]} layer={layer} input={below} attempt={attempt} />
      )}
      <LayerSettings path={[index - 1]} layer={layer} attempt={attempt} />
      <p>{note(layer) ?? help}</p>
      {layer.kind === 'residual' && (
        <>
          <p>{shortcutText(layer, below)}</p>
          <LayerFigures name={`${name}/projection`} />
        </>
      )}
      <Charts column={columns[index]} close={close} />
      <Actions index={index} count={columns.length - 2} attempt={attempt} close={close} />
    </div>
  )
}

function note(layer: NonNullable<DiagramColumn['layer']>): string | null {
  if (!('activation' in layer)) return null
  if (layer.activation === 'binaryStep') return `Binary step ${NO_TRAINING}.`
  return layer.kind === 'dense' ? activations[layer.activation].gradients : null
}

/** Ways to where more of the layer is shown. */
function Charts({
  column,
  close,
}: Pick<LayerPanelProps, 'close'> & { readonly column: DiagramColumn }) {
  const { experiment, selection } = useWorkbench()
  const open = (dock: string) => () => {
    selection.setState({ unit: { layer: column.name, unit: 0 }, edge: null, pixel: null })
    experiment.show({ dock })
    close()
  }
  return (
    <div className={styles['actions']}>
      {column.activation && (
        <Button look="quiet" onClick={open('activations')}>
          <ChartSpline aria-hidden />
          Activation chart…
        </Button>
      )}
      <Button look="quiet" onClick={open('gradients')}>
        <ChartColumn aria-hidden />
        Gradients of this layer
      </Button>
    </div>
  )
}

interface ActionsProps extends Pick<LayerPanelProps, 'index' | 'close'> {
  /** Of the hidden layers. */
  readonly count: number
  readonly attempt: Attempt
}

function Actions({ index, count, attempt: { attempt, refused, dismiss }, close }: ActionsProps) {
  const remove = ({ currentTarget }: MouseEvent) => {
    const places = currentTarget.closest(`.${heads['heads']}`)?.children
    let done = false
    flushSync(() => {
      done = attempt(removeLayer([index - 1]), 'place')
    })
    if (!done) return
    close()
    // To the layer that follows, else to the one before, else to the `+` after the inputs.
    places?.[Math.min(index, count - 1)]?.querySelector('button')?.focus()
  }
  const move = (to: number) => () => attempt(moveLayer([index - 1], to - 1), 'place')
  return (
    <div className={styles['actions']}>
      <Button
        look="quiet"
        disabled={index === 1}
        title={index === 1 ? 'It is the first layer' : undefined}
        onClick={move(index - 1)}
      >
        <ArrowLeft aria-hidden />
        Move left
      </Button>
      <Button
        look="quiet"
        disabled={index === count}
        title={index === count ? 'It is the last hidden layer' : undefined}
        onClick={move(index + 1)}
      >
        <ArrowRight aria-hidden />
        Move right
      </Button>
      <Button look="quiet" onClick={remove}>
        <Trash2 aria-hidden />
        Remove layer
      </Button>
      {refused?.origin === 'place' && <RefusalNote refusal={refused.refusal} onClose={dismiss} />}
    </div>
  )
}

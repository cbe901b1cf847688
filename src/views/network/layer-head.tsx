import { ChevronDown, GripVertical, TriangleAlert } from 'lucide-react'
import { type ComponentProps, lazy, Suspense } from 'react'
import { activations } from '../../model/activations'
import type { Layer } from '../../model/experiment'
import { layerEntry } from '../../model/layers'
import { Popover } from '../shared/controls/popover'
import styles from './heads.module.css'
import { ActivationSelect, InitializerSelect, NO_TRAINING, UnitsStepper } from './layer-controls'
import type { DiagramColumn } from './structure'

// Fetched when the first head is opened.
const LayerPanel = lazy(() => import('./layer-panel').then(({ LayerPanel: C }) => ({ default: C })))

interface LayerHeadProps {
  readonly column: DiagramColumn
  readonly columns: readonly DiagramColumn[]
  /** Among all columns. */
  readonly index: number
  readonly compact: boolean
  readonly drag: ComponentProps<'div'>
}

/** A hidden layer's head; narrow ones are one button that opens the rest. */
export function LayerHead({ column, columns, index, compact, drag }: LayerHeadProps) {
  const { layer, title, units } = column
  if (!layer) return null
  const path = [index - 1] as const
  const { label } = layerEntry(layer)
  const activation = 'activation' in layer ? layer.activation : null
  const stuck = activation === 'binaryStep'
  const panel = (close: () => void) => (
    <Suspense>
      <LayerPanel columns={columns} index={index} close={close} />
    </Suspense>
  )
  if (compact) {
    const what = activation ? activations[activation].label : label
    return (
      <div className={styles['handle']} {...drag}>
        <Popover
          label={`${title}: ${layer.kind === 'dense' ? '' : `${label}, `}${units} units, ${what}`}
          triggerClass={styles['compact']}
          trigger={
            <>
              <b>
                {layer.kind === 'dropout' ? percent(layer) : units}
                {stuck && <TriangleAlert aria-hidden className={styles['warning']} />}
              </b>
              <span>{layer.kind === 'dense' ? what : label}</span>
            </>
          }
          content={panel}
        />
      </div>
    )
  }
  return (
    <>
      <div className={styles['handle']} {...drag}>
        <GripVertical aria-hidden className={styles['grip']} />
        <Popover
          label={`${title}: move, remove, settings`}
          triggerClass={styles['menu']}
          trigger={
            <>
              {title}
              <ChevronDown aria-hidden />
            </>
          }
          content={panel}
        />
      </div>
      {layer.kind === 'dense' ? (
        <UnitsStepper index={index - 1} units={layer.units} />
      ) : (
        <p className={styles['what']}>
          {label} {percent(layer)}
        </p>
      )}
      {activation && <ActivationSelect path={path} activation={activation} />}
      {layer.kind === 'dense' && (
        <InitializerSelect path={path} initializer={layer.initializer.kind} />
      )}
      {stuck && <p className={styles['note']}>{NO_TRAINING}</p>}
    </>
  )
}

const percent = (layer: Layer): string =>
  layer.kind === 'dropout' ? `${Math.round(layer.rate * 100)} %` : ''

import { ChevronDown, GripVertical, TriangleAlert } from 'lucide-react'
import type { ComponentProps } from 'react'
import { activations } from '../../model/activations'
import type { DenseLayer } from '../../model/experiment'
import { Popover } from '../shared/controls/popover'
import styles from './heads.module.css'
import { ActivationSelect, InitializerSelect, NO_TRAINING, UnitsStepper } from './layer-controls'
import { LayerPanel } from './layer-panel'

interface LayerHeadProps {
  readonly index: number
  readonly layer: DenseLayer | undefined
  readonly count: number
  readonly compact: boolean
  /** Handlers that make the title a handle for reordering. */
  readonly drag: ComponentProps<'div'>
}

/** A hidden layer's head; narrow ones are one button that opens the rest. */
export function LayerHead({ index, layer, count, compact, drag }: LayerHeadProps) {
  if (!layer) return null
  const title = `Layer ${index + 1}`
  const { label } = activations[layer.activation]
  const stuck = layer.activation === 'binaryStep'
  const panel = (close: () => void) => (
    <LayerPanel index={index} layer={layer} count={count} compact={compact} close={close} />
  )
  if (compact) {
    return (
      <div className={styles['handle']} {...drag}>
        <Popover
          label={`${title}: ${layer.units} units, ${label}`}
          triggerClass={styles['compact']}
          trigger={
            <>
              <b>
                {layer.units}
                {stuck && <TriangleAlert aria-hidden className={styles['warning']} />}
              </b>
              <span>{label}</span>
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
      <UnitsStepper index={index} units={layer.units} />
      <ActivationSelect index={index} activation={layer.activation} />
      <InitializerSelect index={index} initializer={layer.initializer.kind} />
      {stuck && <p className={styles['note']}>{NO_TRAINING}</p>}
    </>
  )
}

import { ArrowDown, ArrowUp, ChevronRight, Plus, Trash2 } from 'lucide-react'
import type { ResidualLayer } from '../../model/experiment'
import { innerShapes } from '../../model/layers'
import { type Shape, shapeText } from '../../model/shapes'
import { IconButton } from '../shared/controls/button'
import { Popover } from '../shared/controls/popover'
import { moveLayer, removeLayer } from './edits'
import { LayerFigures } from './gradients/layer-figures'
import { layerName } from './layer-controls'
import { LayerMenu } from './layer-menu'
import styles from './layer-panel.module.css'
import { LayerSettings, type LayerSettingsProps } from './layer-settings'
import { activationLabel, layerTitle } from './layer-words'
import { RefusalNote } from './refusal-note'

interface InnerLayersProps extends Omit<LayerSettingsProps, 'layer'> {
  readonly layer: ResidualLayer
  /** Of one example, before the block. */
  readonly input: Shape
}

/** The layers of a residual block, one below the other as data goes through them. */
export function InnerLayers({ path: [index], layer, input, attempt }: InnerLayersProps) {
  const found = innerShapes(layer, input)
  const shapes: readonly Shape[] = 'message' in found ? [] : found
  const { refused, attempt: edit, dismiss } = attempt
  const { layers } = layer
  return (
    <div className={styles['block']}>
      <ol aria-label="Layers of the block">
        {layers.map((inner, i) => {
          const path = [index, i] as const
          const title = [layerTitle(inner), activationLabel(inner)].filter(Boolean).join(', ')
          const name = `layer ${i + 1} of the block`
          return (
            <li key={name}>
              <details name={`block ${index}`}>
                <summary>
                  <ChevronRight aria-hidden />
                  <b>{title}</b>
                  <span>{shapes[i] && shapeText(shapes[i])}</span>
                </summary>
                <div className={styles['inner']}>
                  <LayerSettings path={path} layer={inner} attempt={attempt} />
                  <div className={styles['innerActions']}>
                    <IconButton
                      label={`Move up ${name}`}
                      disabled={i === 0}
                      onClick={() => edit(moveLayer(path, i - 1), `${layerName(path)} place`)}
                    >
                      <ArrowUp aria-hidden />
                    </IconButton>
                    <IconButton
                      label={`Move down ${name}`}
                      disabled={i === layers.length - 1}
                      onClick={() => edit(moveLayer(path, i + 1), `${layerName(path)} place`)}
                    >
                      <ArrowDown aria-hidden />
                    </IconButton>
                    <IconButton
                      label={`Remove ${name}`}
                      disabled={layers.length === 1}
                      onClick={() => edit(removeLayer(path), `${layerName(path)} place`)}
                    >
                      <Trash2 aria-hidden />
                    </IconButton>
                  </div>
                  {refused?.origin === `${layerName(path)} place` && (
                    <RefusalNote refusal={refused.refusal} onClose={dismiss} />
                  )}
                </div>
              </details>
              <LayerFigures name={`layers/${index}/layers/${i}`} />
            </li>
          )
        })}
      </ol>
      <Popover
        label="Add a layer to the block"
        triggerClass={styles['add']}
        trigger={
          <>
            <Plus aria-hidden />
            Add a layer to the block
          </>
        }
        content={(close) => <LayerMenu path={[index, layers.length]} close={close} />}
      />
    </div>
  )
}

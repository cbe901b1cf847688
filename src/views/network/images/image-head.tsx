import { GripVertical } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { shapeText } from '../../../model/shapes'
import { Popover } from '../../shared/controls/popover'
import { useExperiment } from '../../shared/workbench'
import type { HeadProps } from '../column-heads'
import { outputLabel } from '../descriptions'
import { activationLabel, layerTitle, sizeText } from '../layer-words'
import { headTitle, headWidth, shortCount, WORDS } from './head-words'
import styles from './images.module.css'

const LayerPanel = lazy(() =>
  import('../layer-panel').then(({ LayerPanel: C }) => ({ default: C })),
)

/** "Conv 5×5", its shape and its parameters; a hidden layer's opens its settings. */
export function ImageHead({ column, index, columns, layout, drag }: HeadProps) {
  const experiment = useExperiment((e) => e)
  const { layer, shape, parameters, title } = column
  const { headWidth: room } = layout.columns[index]
  const words = WORDS.find((each) => room >= headWidth(column, each, 1)) ?? 'shortest'
  const wide = words === 'all'
  const lines = (
    <>
      <b>{headTitle(column, wide)}</b>
      {wide ? (
        <span>{sizeText(shape, parameters)}</span>
      ) : (
        <>
          <span>{shapeText(shape)}</span>
          {!layout.shortHeads && <span>{shortCount(parameters, words)}</span>}
        </>
      )}
    </>
  )
  if (!layer) {
    return (
      <h3
        className={styles['words']}
        data-wide={wide || undefined}
        aria-label={`${title}: ${sizeText(shape, parameters)}`}
      >
        {lines}
        {column.kind === 'output' && wide && !layout.shortHeads && (
          <span>{outputLabel(experiment, column)}</span>
        )}
      </h3>
    )
  }
  const said = [layerTitle(layer), activationLabel(layer), sizeText(shape, parameters)]
  return (
    <div className={styles['handle']} {...drag}>
      <GripVertical aria-hidden className={styles['grip']} />
      <Popover
        label={`${title}: ${said.filter(Boolean).join(', ')}`}
        triggerClass={styles['opens']}
        trigger={
          <span className={styles['lines']} data-wide={wide || undefined}>
            {lines}
            {wide && !layout.shortHeads && <span>{activationLabel(layer)}</span>}
          </span>
        }
        content={(close) => (
          <Suspense>
            <LayerPanel columns={columns} index={index} close={close} />
          </Suspense>
        )}
      />
    </div>
  )
}

import { Plus } from 'lucide-react'
import { type Layer, LIMITS } from '../../model/experiment'
import { useExperiment, useWorkbench } from '../shared/workbench'
import { outputLabel } from './descriptions'
import { addLayer } from './edits'
import styles from './heads.module.css'
import { LayerHead } from './layer-head'
import type { DiagramLayout } from './layout'
import type { DiagramColumn } from './structure'
import { useReorder } from './use-reorder'

interface ColumnHeadsProps {
  readonly columns: readonly DiagramColumn[]
  readonly layout: DiagramLayout
}

/** What stands above the columns: what each layer is, and the controls that change it. */
export function ColumnHeads({ columns, layout }: ColumnHeadsProps) {
  const experiment = useExperiment((e) => e)
  const reorder = useReorder(layout)
  return (
    <div className={styles['heads']} data-compact={layout.compact ? '' : undefined}>
      {columns.map((column, c) => {
        const place = { left: layout.columns[c].x - layout.headWidth / 2, top: layout.headTop }
        return (
          <div key={column.name} className={styles['place']} style={place}>
            <div
              className={styles['head']}
              style={{ width: layout.headWidth, translate: reorder.shift(c) }}
              data-dragged={reorder.shift(c) ? '' : undefined}
            >
              {column.kind === 'hidden' ? (
                <LayerHead
                  index={c - 1}
                  layer={denseLayer(experiment.layers[c - 1])}
                  count={experiment.layers.length}
                  compact={layout.compact}
                  drag={reorder.handle(c)}
                />
              ) : (
                <>
                  <h3 className={styles['title']}>{column.title}</h3>
                  <p className={styles['kind']}>
                    {column.kind === 'output'
                      ? outputLabel(experiment, column)
                      : experiment.standardize && layout.pitch > 90
                        ? 'standardized'
                        : ''}
                  </p>
                </>
              )}
            </div>
            {column.kind !== 'output' && layout.insert > 0 && (
              <InsertButton index={c} layout={layout} count={experiment.layers.length} />
            )}
          </div>
        )
      })}
      {reorder.mark !== null && (
        <div
          className={styles['mark']}
          style={{ left: reorder.mark, top: layout.headTop, height: layout.footY - layout.headTop }}
        />
      )}
    </div>
  )
}

const denseLayer = (layer: Layer | undefined) => (layer?.kind === 'dense' ? layer : undefined)

/** The `+` after a column. */
function InsertButton({
  index,
  layout,
  count,
}: {
  readonly index: number
  readonly layout: DiagramLayout
  readonly count: number
}) {
  const { experiment } = useWorkbench()
  const full = count >= LIMITS.hiddenLayers
  const label = index === 0 ? 'Add a layer after the inputs' : `Add a layer after layer ${index}`
  const size = layout.insert
  return (
    <button
      type="button"
      className={styles['insert']}
      style={{
        left: layout.headWidth / 2 + layout.pitch / 2 - size / 2,
        width: size,
        height: size,
      }}
      aria-label={label}
      title={full ? `No more than ${LIMITS.hiddenLayers} layers` : label}
      disabled={full}
      onClick={() => experiment.edit(addLayer(index))}
    >
      <Plus aria-hidden />
    </button>
  )
}

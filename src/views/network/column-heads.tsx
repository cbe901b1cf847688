import { Plus } from 'lucide-react'
import { type ComponentProps, lazy, type ReactNode, Suspense } from 'react'
import { Popover } from '../shared/controls/popover'
import { useExperiment } from '../shared/workbench'
import { outputLabel } from './descriptions'
import styles from './heads.module.css'
import { LayerHead } from './layer-head'
import type { DiagramLayout } from './layout'
import type { DiagramColumn } from './structure'
import { useReorder } from './use-reorder'

// Fetched when the first `+` is pressed.
const LayerMenu = lazy(() => import('./layer-menu').then(({ LayerMenu: C }) => ({ default: C })))
const Callout = lazy(() => import('./refusal-note').then(({ Callout: C }) => ({ default: C })))

export interface HeadProps {
  readonly column: DiagramColumn
  /** Among all columns. */
  readonly index: number
  readonly columns: readonly DiagramColumn[]
  readonly layout: DiagramLayout
  /** Handlers that make a hidden layer's head a handle for reordering. */
  readonly drag: ComponentProps<'div'>
}

interface ColumnHeadsProps {
  readonly columns: readonly DiagramColumn[]
  readonly layout: DiagramLayout
  readonly Head?: (props: HeadProps) => ReactNode
}

/** What stands above the columns: what each layer is, and the controls that change it. */
export function ColumnHeads({ columns, layout, Head = PlainHead }: ColumnHeadsProps) {
  const reorder = useReorder(layout)
  return (
    <div className={styles['heads']} data-compact={layout.compact ? '' : undefined}>
      {columns.map((column, c) => {
        const { x, headWidth } = layout.columns[c]
        const left = x - headWidth / 2
        return (
          <div key={column.name} className={styles['place']} style={{ left, top: layout.headTop }}>
            <div
              className={styles['head']}
              style={{ width: headWidth, translate: reorder.shift(c) }}
              data-dragged={reorder.shift(c) ? '' : undefined}
            >
              <Head {...{ column, columns, layout, index: c, drag: reorder.handle(c) }} />
            </div>
            {column.kind !== 'output' && <Insert after={c} left={left} layout={layout} />}
          </div>
        )
      })}
      {reorder.mark !== null && (
        <div
          className={styles['mark']}
          style={{ left: reorder.mark, top: layout.headTop, height: layout.footY - layout.headTop }}
        />
      )}
      {reorder.refused && (
        <Suspense>
          <Callout {...reorder.refused} layout={layout} onClose={reorder.dismiss} />
        </Suspense>
      )}
    </div>
  )
}

function PlainHead({ column, index, columns, layout, drag }: HeadProps) {
  const experiment = useExperiment((e) => e)
  if (column.kind === 'hidden') {
    return <LayerHead {...{ column, columns, index, drag, compact: layout.compact }} />
  }
  return (
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
  )
}

/** The `+` after a column, which opens the kinds of layers. */
function Insert({
  after,
  left,
  layout: { inserts, headTop },
}: {
  readonly after: number
  readonly left: number
  readonly layout: DiagramLayout
}) {
  const { size, top, xs } = inserts
  return (
    <div
      className={styles['insert']}
      style={{ left: xs[after] - left - size / 2, top: top - headTop, width: size, height: size }}
    >
      <Popover
        label={after === 0 ? 'Add a layer after the inputs' : `Add a layer after layer ${after}`}
        trigger={<Plus aria-hidden />}
        content={(close) => (
          <Suspense>
            <LayerMenu path={[after]} close={close} />
          </Suspense>
        )}
      />
    </div>
  )
}

import type { EdgeRef } from '../../store/selection'
import type { Loaded } from '../../worker/protocol'
import { productSum } from '../shared/formulas/contributions'
import { ProductTable } from '../shared/formulas/product-table'
import { shortUnitName } from '../shared/parameters'
import { useExperiment } from '../shared/workbench'
import styles from './arithmetic.module.css'
import type { Explained } from './explained'
import { inputOrigin } from './input-origin'

interface SumTableProps {
  readonly loaded: Loaded
  readonly explained: Explained
  readonly point: readonly number[]
  /** The weight to mark. */
  readonly edge: EdgeRef | null
}

/** Inputs times weights, one row each; their sum; the bias; z. */
export function SumTable({ loaded, explained, point, edge }: SumTableProps) {
  const experiment = useExperiment((e) => e)
  const { layer, unit, below, inputs, weights, bias, z } = explained
  const sum = productSum(inputs.map((x, i) => ({ x, weight: weights[i] })))
  return (
    <div className={styles['scroller']}>
      <ProductTable
        sum={sum}
        heads={[below === 'inputs' ? 'Input' : 'Unit below', 'x', 'weight w', 'product x·w']}
        nameOf={(i) => shortUnitName(loaded, below, i)}
        titleOf={(i) =>
          below === 'inputs' ? inputOrigin(experiment, loaded, i, point) : undefined
        }
        marked={edge?.layer === layer && edge.to === unit ? edge.from : -1}
        feet={[
          { label: 'Sum Σ x·w', value: sum.sum },
          { label: '+ bias b', value: bias, summand: true },
          { label: '= z, the pre-activation', value: z, total: true },
        ]}
      />
    </div>
  )
}

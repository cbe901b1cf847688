import { useMemo, useState } from 'react'
import type { Frame, Loaded } from '../../worker/protocol'
import { Segments } from '../shared/controls/segments'
import { Select } from '../shared/controls/select'
import { formatCount } from '../shared/number'
import { useNetworkLabel, useRun, useSelection, useWorkbench } from '../shared/workbench'
import { FilterBoard } from './filter-board'
import { type FilterLayer, filterLayers } from './filter-layers'
import styles from './filters.module.css'
import { GradientStatus } from './gradient-status'
import { HistoryStrip } from './history-strip'
import { SelectedSlice } from './selected-slice'
import { type Gradient, useGradient } from './use-gradient'

/** What the board shows: weights as they are, or what the loss would have them change by. */
export type Quantity = 'weight' | 'gradient'

/** One filter's image for one of its inputs. */
export interface Slice {
  readonly filter: number
  readonly input: number
}

/** The numbers of a layer's filters: [row, column, input, filter] from `start`. */
export interface FilterValues {
  readonly values: ArrayLike<number>
  readonly start: number
}

/** Weights that are images, as the run changes them. */
export function Filters() {
  const loaded = useRun((state) => state.loaded)
  const layers = useMemo(() => (loaded ? filterLayers(loaded) : []), [loaded])
  if (!loaded || layers.length === 0) return null
  return <FiltersOf loaded={loaded} layers={layers} />
}

interface FiltersOfProps {
  readonly loaded: Loaded
  readonly layers: readonly FilterLayer[]
}

function FiltersOf({ loaded, layers }: FiltersOfProps) {
  const landmark = useNetworkLabel('Filters')
  const { selection } = useWorkbench()
  const unit = useSelection((state) => state.unit)
  const [input, setInput] = useState(0)
  const [quantity, setQuantity] = useState<Quantity>('weight')
  const [each, setEach] = useState(false)
  const measured = useGradient(loaded, quantity === 'gradient')
  const own = layers.find(({ name }) => name === unit?.layer)
  const layer = own ?? layers[0]
  const slice: Slice = {
    filter: own && unit ? Math.min(unit.unit, layer.filters - 1) : 0,
    input: Math.min(input, layer.inputs - 1),
  }
  const choose = (name: string, to: Slice) => {
    setInput(to.input)
    selection.setState({ unit: { layer: name, unit: to.filter }, edge: null, pixel: null })
  }
  const { gradient } = measured
  const shown = useMemo(
    () => ({ layer, read: (frame: Frame) => read(layer, quantity, gradient, frame) }),
    [layer, quantity, gradient],
  )
  return (
    <section className={styles['view']} aria-label={landmark}>
      <header className={styles['toolbar']}>
        <Select
          label="Layer"
          value={layer.name}
          options={layers.map(({ name, label }) => ({ value: name, label }))}
          onChange={(name) => choose(name, { filter: 0, input: 0 })}
        />
        <Segments<Quantity>
          label="What the images show"
          value={quantity}
          options={[
            { value: 'weight', label: 'Weights' },
            { value: 'gradient', label: 'Gradient' },
          ]}
          onChange={setQuantity}
        />
        <Segments<'layer' | 'each'>
          label="Colour scale"
          value={each ? 'each' : 'layer'}
          options={[
            { value: 'layer', label: 'Colours per layer' },
            { value: 'each', label: `per ${layer.kind}` },
          ]}
          onChange={(value) => setEach(value === 'each')}
        />
        {quantity === 'gradient' ? <GradientStatus {...measured} /> : <Step />}
      </header>
      <div className={styles['body']}>
        <FilterBoard
          shown={shown}
          each={each}
          slice={slice}
          onChoose={(to) => choose(layer.name, to)}
        />
        <SelectedSlice shown={shown} each={each} quantity={quantity} slice={slice} />
      </div>
      <HistoryStrip layer={layer} slice={slice} />
    </section>
  )
}

function Step() {
  const step = useRun((state) => state.run?.step)
  return <p className={styles['step']}>{step !== undefined && `step ${formatCount(step)}`}</p>
}

function read(
  layer: FilterLayer,
  quantity: Quantity,
  gradient: Gradient | undefined,
  { parameters }: Frame,
): FilterValues | null {
  const size = layer.rows * layer.columns * layer.inputs * layer.filters
  if (quantity === 'gradient') {
    const values = gradient?.values.get(`${layer.name}/weight`)
    return values?.length === size ? { values, start: 0 } : null
  }
  const end = layer.weight + size
  return parameters.length >= end ? { values: parameters, start: layer.weight } : null
}

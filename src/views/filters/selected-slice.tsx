import type { Frame } from '../../worker/protocol'
import { LargeMap, type LargePicture, type Pixel } from '../shared/maps/large-map'
import { formatNumber } from '../shared/number'
import { useRun, useWorkbench } from '../shared/workbench'
import type { ShownLayer } from './filter-board'
import { type FilterLayer, sliceName } from './filter-layers'
import type { Quantity, Slice } from './filters'
import styles from './filters.module.css'
import { limitsOf, placeOf } from './limits'

interface SelectedSliceProps {
  readonly shown: ShownLayer
  readonly each: boolean
  readonly quantity: Quantity
  readonly slice: Slice
}

/** The chosen filter's image in large, with its values. */
export function SelectedSlice({ shown, each, quantity, slice }: SelectedSliceProps) {
  const { layer, read } = shown
  const { filter, input } = slice
  const { frames } = useWorkbench()
  const name = sliceName(layer, filter, input)
  const letter = quantity === 'gradient' ? '∂L/∂w' : 'w'
  const picture = (frame: Frame): LargePicture | null => {
    const found = read(frame)
    if (!found) return null
    const limit = limitsOf(layer, found, each)[filter]
    const place = placeOf(layer, found.start, filter, input)
    return { values: found.values, place, scale: { kind: 'signed', limit } }
  }
  const valueText = ({ row, column }: Pixel): string | null => {
    const found = frames.latest && read(frames.latest)
    if (!found) return null
    const { channels, channel, start } = placeOf(layer, found.start, filter, input)
    const value = found.values[start + (row * layer.columns + column) * channels + channel]
    return `${letter} = ${formatNumber(value)}`
  }
  return (
    <div className={styles['selected']}>
      <h3>{name}</h3>
      <LargeMap
        label={`${name}, ${layer.rows}×${layer.columns} values. Arrow keys move`}
        rows={layer.rows}
        columns={layer.columns}
        picture={picture}
        dependencies={[shown, each, filter, input]}
        kind="signed"
        valueText={valueText}
        chosen={null}
      />
      {quantity === 'weight' && <Bias layer={layer} filter={filter} />}
    </div>
  )
}

/** Ten times a second, which is often enough for digits to be read. */
function Bias({ layer, filter }: { readonly layer: FilterLayer; readonly filter: number }) {
  const { frames } = useWorkbench()
  useRun((state) => state.run)
  const bias = frames.latest?.parameters[layer.bias + filter]
  return <p>{bias !== undefined && `bias b = ${formatNumber(bias)}`}</p>
}

import { useMemo, useRef } from 'react'
import type { Frame } from '../../worker/protocol'
import { useSize } from '../shared/canvas'
import { pixelText } from '../shared/maps/layer-title'
import { MapLegend, writeLegend } from '../shared/maps/map-legend'
import { TileBoard } from '../shared/maps/tile-board'
import { layStacks } from '../shared/maps/tile-layout'
import type { TilePicture } from '../shared/maps/tile-sheet'
import { useMedia } from '../shared/media'
import { formatNumber } from '../shared/number'
import { useWorkbench } from '../shared/workbench'
import { type FilterLayer, sliceName, sliceOf } from './filter-layers'
import type { FilterValues, Slice } from './filters'
import styles from './filters.module.css'
import { limitsOf } from './limits'

/** A layer and how to find the numbers that are shown of it; null while they are not known. */
export interface ShownLayer {
  readonly layer: FilterLayer
  readonly read: (frame: Frame) => FilterValues | null
}

/** Sides that slices may have, in CSS pixels; below the last the board scrolls. */
const SIDES = [112, 84, 56, 42, 28, 21]
/** Below the board: the legend and the words under it. */
const BELOW = 64

interface FilterBoardProps {
  readonly shown: ShownLayer
  readonly each: boolean
  readonly slice: Slice
  readonly onChoose: (slice: Slice) => void
}

/** All filters of a layer: a stack for each, with one image for every input. */
export function FilterBoard({ shown, each, slice, onChoose }: FilterBoardProps) {
  const { layer, read } = shown
  const { rows, columns, inputs, filters } = layer
  const { frames } = useWorkbench()
  const coarse = useMedia('(pointer: coarse)')
  const [room, { width, height }] = useSize<HTMLDivElement>()
  const legend = useRef<HTMLDivElement>(null)
  const layout = useMemo(() => {
    const sides = coarse ? SIDES.filter((side) => side >= 42) : SIDES
    const layouts = sides.map((side) =>
      layStacks(filters, inputs, { rows, columns, side, room: width }),
    )
    return layouts.find((laid) => laid.height <= height - BELOW) ?? layouts[layouts.length - 1]
  }, [coarse, rows, columns, inputs, filters, width, height])
  const sliceAt = (index: number): Slice => ({
    filter: Math.floor(index / inputs),
    input: index % inputs,
  })
  const picture = (frame: Frame): TilePicture | null => {
    const found = read(frame)
    if (!found) return null
    const limits = limitsOf(layer, found, each)
    writeLegend(legend.current, 'signed', [Math.min(...limits), Math.max(...limits)])
    return {
      ...found,
      rows,
      columns,
      channels: inputs * filters,
      channel: (index) => sliceOf(layer, sliceAt(index).filter, sliceAt(index).input),
      scale: (index) => ({ kind: 'signed', limit: limits[sliceAt(index).filter] }),
    }
  }
  const describe = (index: number): string => {
    const { filter, input } = sliceAt(index)
    const name = sliceName(layer, filter, input)
    const found = frames.latest && read(frames.latest)
    return found ? `${name}, ${largestText(layer, found, sliceOf(layer, filter, input))}` : name
  }
  const one = layer.kind
  return (
    <div ref={room} className={styles['boards']} data-tile-boards>
      {width > 0 && (
        <TileBoard
          label={`${layer.label}: ${filters} ${one}${filters === 1 ? '' : 's'}, ${inputs} ${inputs === 1 ? 'input' : 'inputs'}`}
          layout={layout}
          picture={picture}
          dependencies={[shown, each]}
          describe={describe}
          selected={slice.filter * inputs + slice.input}
          stop
          onFocus={() => undefined}
          onChoose={(index) => onChoose(sliceAt(index))}
        />
      )}
      <div className={styles['below']}>
        <MapLegend ref={legend} kind="signed" />
        <p>
          {inputs === 1
            ? `One image for each ${one}.`
            : `One stack for each ${one}, with an image for each of its ${inputs} inputs.`}
        </p>
      </div>
    </div>
  )
}

function largestText(
  { rows, columns, inputs, filters }: FilterLayer,
  { values, start }: FilterValues,
  channel: number,
): string {
  const at = (i: number) => values[start + i * inputs * filters + channel]
  let most = 0
  for (let i = 1; i < rows * columns; i++) if (Math.abs(at(i)) > Math.abs(at(most))) most = i
  const place = pixelText(Math.floor(most / columns), most % columns)
  return `largest ${formatNumber(at(most))} at ${place}`
}

import { useEffect, useRef, useState } from 'react'
import { niceCeiling } from '../shared/axis'
import { Canvas } from '../shared/canvas'
import { mapLimit, paintMap } from '../shared/map-picture'
import { MapLegend, writeLegend } from '../shared/maps/map-legend'
import { formatCount } from '../shared/number'
import { usePalette } from '../shared/palette'
import { useFrame } from '../shared/workbench'
import { type FilterLayer, sliceName } from './filter-layers'
import type { Slice } from './filters'
import styles from './filters.module.css'
import { placeOf } from './limits'
import { type RecordedStep, RecordedSteps } from './recorded-steps'

interface HistoryStripProps {
  readonly layer: FilterLayer
  readonly slice: Slice
}

/** The chosen filter at steps since the view was opened, ever further apart. */
export function HistoryStrip({ layer, slice }: HistoryStripProps) {
  const record = useRef<RecordedSteps>(null)
  record.current ??= new RecordedSteps()
  const [steps, setSteps] = useState<readonly RecordedStep[]>([])
  const legend = useRef<HTMLDivElement>(null)
  useFrame(({ run, state, parameters }) => {
    if (record.current?.add(run, state.step, parameters)) setSteps([...record.current.steps])
  }, [])

  const place = placeOf(layer, layer.weight, slice.filter, slice.input)
  const known = steps.filter(({ parameters }) => parameters.length > layer.bias)
  const limit = niceCeiling(
    known.reduce((most, { parameters }) => Math.max(most, mapLimit(parameters, place)), 0),
  )
  useEffect(() => writeLegend(legend.current, 'signed', [limit, limit]), [limit])
  const name = sliceName(layer, slice.filter, slice.input)
  return (
    <section className={styles['history']}>
      <div className={styles['historyHead']}>
        <h3>History</h3>
        <p>{name}, since this tab was opened</p>
        <MapLegend ref={legend} kind="signed" />
      </div>
      {/* Many pictures scroll, by keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles['strip']} role="region" aria-label={`History of ${name}`} tabIndex={0}>
        <ol>
          {known.map((recorded) => (
            <li key={recorded.step}>
              <Picture recorded={recorded} place={place} limit={limit} />
              <span>{formatCount(recorded.step)}</span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

interface PictureProps {
  readonly recorded: RecordedStep
  readonly place: ReturnType<typeof placeOf>
  readonly limit: number
}

function Picture({ recorded: { step, parameters }, place, limit }: PictureProps) {
  const palette = usePalette()
  const canvas = useRef<HTMLCanvasElement>(null)
  const { height, width, channels, channel, start } = place
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const image = context.createImageData(width, height)
    const own = { height, width, channels, channel, start }
    paintMap(image, 0, 0, parameters, own, { kind: 'signed', limit }, palette)
    context.putImageData(image, 0, 0)
  }, [parameters, height, width, channels, channel, start, limit, palette])
  return <Canvas ref={canvas} label={`Step ${formatCount(step)}`} width={width} height={height} />
}

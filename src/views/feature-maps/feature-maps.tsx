import { useMemo, useRef, useState } from 'react'
import type { Loaded } from '../../worker/protocol'
import { useSize } from '../shared/canvas'
import { useMedia } from '../shared/media'
import { useShownImage } from '../shared/shown-image'
import {
  useExperiment,
  useNetworkLabel,
  useProbes,
  useRun,
  useSelection,
  useWorkbench,
} from '../shared/workbench'
import { type MapColumn, type Mode, mapColumns } from './columns'
import styles from './feature-maps.module.css'
import { layColumns } from './layout'
import { type Choice, MapColumnView } from './map-column'
import { type Look, MapReader, requestsOf } from './reader'
import { type Fields, fieldsOf } from './receptive'
import { SelectedMap } from './selected-map'
import { Toolbar } from './toolbar'
import { useKept } from './use-kept'
import { useTarget } from './use-target'

/** Every layer's maps of the image that is shown, live. */
export function FeatureMaps() {
  const loaded = useRun((state) => state.loaded)
  return loaded && <FeatureMapsOf loaded={loaded} />
}

function FeatureMapsOf({ loaded }: { readonly loaded: Loaded }) {
  const landmark = useNetworkLabel('Feature maps')
  const image = useShownImage(loaded)
  const [mode, setMode] = useState<Mode>('activation')
  const [pairs, setPairs] = useState(false)
  const [each, setEach] = useState(false)
  const reader = useRef<MapReader>(null)
  reader.current ??= new MapReader()
  const target = useTarget(loaded, image, mode === 'gradient')
  const { kept, keep } = useKept(loaded, image)
  const look = useMemo(
    (): Look | null =>
      image && { loaded, image, target: target.chosen, mode, kept: kept ?? null, each },
    [loaded, image, target.chosen, mode, kept, each],
  )
  if (!look) return <p className={styles['waiting']}>There is no image to show.</p>
  return (
    <section className={styles['view']} aria-label={landmark}>
      <Toolbar
        look={look}
        pairs={pairs}
        target={target}
        onMode={(next) => {
          setMode(next)
          if (next === 'difference' && !kept) keep()
        }}
        onPairs={setPairs}
        onEach={setEach}
        onKeep={() => {
          keep()
          setMode('difference')
        }}
      />
      <Maps look={look} reader={reader.current} pairs={pairs} />
    </section>
  )
}

interface MapsProps {
  readonly look: Look
  readonly reader: MapReader
  readonly pairs: boolean
}

function Maps({ look, reader, pairs }: MapsProps) {
  const { selection } = useWorkbench()
  const { loaded, mode } = look
  const unit = useSelection((state) => state.unit)
  const pixel = useSelection((state) => state.pixel)
  const coarse = useMedia('(pointer: coarse)')
  const [scroller, { width, height }] = useSize<HTMLDivElement>()
  const [part, setPart] = useState('')
  const [stop, setStop] = useState('inputs')
  const columns = useMemo(() => mapColumns(loaded, mode, pairs), [loaded, mode, pairs])
  const layouts = useMemo(
    () => layColumns(columns, { width, height, coarse }),
    [columns, width, height, coarse],
  )
  useProbes(requestsOf(look, columns))
  const choice = choiceOf(columns, unit, pixel, part)
  const fields = useFields(loaded, choice)
  const choose = ({ column, sheet, map, pixel: at }: Choice) => {
    setPart(sheet.tensor)
    selection.setState({ unit: { layer: column.layer, unit: map }, edge: null, pixel: at })
  }
  const first = columns.some(({ layer }) => layer === stop) ? stop : 'inputs'
  const shown = choice ?? defaultChoice(columns)
  return (
    <div className={styles['body']}>
      {/* Wide networks scroll, by keyboard too: the boards take the focus. */}
      <div ref={scroller} className={styles['columns']} data-tile-boards>
        {width > 0 &&
          columns.map((column, i) => (
            <MapColumnView
              key={column.layer}
              column={column}
              layouts={layouts[i]}
              look={look}
              reader={reader}
              field={fields.get(column.layer)}
              chosen={choice}
              stop={column.layer === first}
              onFocus={setStop}
              onChoose={choose}
            />
          ))}
      </div>
      <SelectedMap
        look={look}
        reader={reader}
        choice={shown}
        onChoose={(at) => choose({ ...shown, pixel: at })}
      />
    </div>
  )
}

/** What the chosen pixel or unit sees, by layer. */
function useFields(loaded: Loaded, choice: Choice | null): Fields {
  const layers = useExperiment((experiment) => experiment.layers)
  const [layer, unit, pixel] = [choice?.column.layer, choice?.map ?? 0, choice?.pixel]
  return useMemo(
    () => fieldsOf(loaded, layers, layer === undefined ? null : { layer, unit, pixel }),
    [loaded, layers, layer, unit, pixel],
  )
}

function choiceOf(
  columns: readonly MapColumn[],
  unit: { readonly layer: string; readonly unit: number } | null,
  pixel: Choice['pixel'],
  part: string,
): Choice | null {
  const column = columns.find(({ layer }) => layer === unit?.layer)
  const sheet = column?.sheets.find(({ tensor }) => tensor === part) ?? column?.sheets.at(-1)
  if (!unit || !column || !sheet || unit.unit >= sheet.maps) return null
  const { rows, columns: across } = sheet
  const inside = pixel && rows * across > 1 && pixel.row < rows && pixel.column < across
  return { column, sheet, map: unit.unit, pixel: inside ? pixel : null }
}

/** Until one is chosen: the first map that the network makes. */
function defaultChoice(columns: readonly MapColumn[]): Choice {
  const column = columns[1] ?? columns[0]
  return { column, sheet: column.sheets[column.sheets.length - 1], map: 0, pixel: null }
}

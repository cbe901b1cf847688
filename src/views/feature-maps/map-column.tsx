import { useRef } from 'react'
import type { ReceptiveField } from '../../model/receptive-field'
import type { Frame } from '../../worker/protocol'
import { ClassMark } from '../shared/class-mark'
import { pixelText } from '../shared/maps/layer-title'
import { MapLegend, writeLegend } from '../shared/maps/map-legend'
import { TileBoard } from '../shared/maps/tile-board'
import type { TileLayout, TilePixel } from '../shared/maps/tile-layout'
import type { TilePicture } from '../shared/maps/tile-sheet'
import { formatNumber } from '../shared/number'
import { useWorkbench } from '../shared/workbench'
import type { MapColumn, Sheet } from './columns'
import styles from './feature-maps.module.css'
import { type Look, largest, type MapReader, scaleKind } from './reader'
import { fieldText } from './receptive'

/** A place among the maps. */
export interface Choice {
  readonly column: MapColumn
  readonly sheet: Sheet
  readonly map: number
  readonly pixel: { readonly row: number; readonly column: number } | null
}

interface MapColumnViewProps {
  readonly column: MapColumn
  readonly layouts: readonly TileLayout[]
  readonly look: Look
  readonly reader: MapReader
  /** What of this layer the chosen pixel sees. */
  readonly field: ReceptiveField | undefined
  readonly chosen: Choice | null
  readonly stop: boolean
  readonly onFocus: (layer: string) => void
  readonly onChoose: (choice: Choice) => void
}

/** A layer's maps: its name, its boards, and what their colours mean. */
export function MapColumnView(props: MapColumnViewProps) {
  const { column, layouts, look, reader, field, chosen, stop, onFocus, onChoose } = props
  const { frames } = useWorkbench()
  const legend = useRef<HTMLDivElement>(null)
  const kind = scaleKind(look, column.sheets[0])
  const isChosen = chosen?.column.layer === column.layer
  const picture =
    (sheet: Sheet) =>
    (frame: Frame): TilePicture | null => {
      const values = reader.read(look, sheet, frame)
      if (!values) return null
      const ends = reader.ends(look, column, frame)
      writeLegend(legend.current, kind, [Math.min(...ends), Math.max(...ends)])
      const { rows, columns, maps: channels } = sheet
      const scale = (map: number) => ({ kind, limit: ends[map] })
      return { values, start: 0, rows, columns, channels, scale }
    }
  const seen = field && column.sheets[0].rows * column.sheets[0].columns > 1 && fieldText(field)
  return (
    <div role="group" aria-label={`${column.title}, ${column.kind}`} className={styles['column']}>
      <h3>
        {column.title} <span>{column.size}</span>
      </h3>
      <p className={styles['kind']}>{column.kind}</p>
      <div className={styles['sheets']}>
        {column.sheets.map((sheet, i) => {
          const layout = layouts[i]
          const own = isChosen && chosen.sheet.tensor === sheet.tensor ? chosen : null
          return (
            <div key={sheet.tensor} className={styles['sheet']}>
              {sheet.caption && <p className={styles['caption']}>{sheet.caption}</p>}
              <div className={styles['named']}>
                <TileBoard
                  label={`${column.title}, ${column.kind}${captioned(sheet)}: ${countText(sheet)}`}
                  layout={layout}
                  picture={picture(sheet)}
                  dependencies={[look, column]}
                  describe={(map) => describeMap(look, reader, column, sheet, map, frames.latest)}
                  selected={own?.map ?? -1}
                  stop={stop && i === 0}
                  onFocus={() => onFocus(column.layer)}
                  onChoose={(map, pixel) =>
                    onChoose({ column, sheet, map, pixel: within(sheet, pixel) })
                  }
                >
                  {seen && field && <Outline layout={layout} {...field} />}
                  {own?.pixel && (
                    <Outline
                      layout={layout}
                      units={[own.map, own.map + 1]}
                      region={{
                        top: own.pixel.row,
                        left: own.pixel.column,
                        bottom: own.pixel.row + 1,
                        right: own.pixel.column + 1,
                      }}
                    />
                  )}
                </TileBoard>
                {column.layer === 'output' && <ClassNames look={look} layout={layout} />}
              </div>
            </div>
          )
        })}
      </div>
      <MapLegend ref={legend} kind={kind} />
      {seen && (
        <p className={styles['seen']}>
          <span>seen: {seen[0]},</span> <span>{seen[1]}</span>
        </p>
      )}
    </div>
  )
}

const captioned = ({ caption }: Sheet): string => (caption ? ` ${caption}` : '')

const within = ({ rows, columns }: Sheet, pixel: TilePixel | null) =>
  pixel && rows * columns > 1 ? { row: pixel.row, column: pixel.column } : null

function countText({ maps, rows, columns }: Sheet): string {
  if (rows * columns === 1) return `${maps} ${maps === 1 ? 'unit' : 'units'}`
  return `${maps} ${maps === 1 ? 'map' : 'maps'} of ${rows}×${columns} pixels`
}

/** "Layer 1, map 3", "Layer 6, unit 2", "Output 7". */
export function mapName({ loaded }: Look, column: MapColumn, sheet: Sheet, map: number): string {
  const own = column.kind.startsWith('Projection') ? `${column.title} projection` : column.title
  if (column.layer === 'output') return `Output ${loaded.classes[map] ?? map + 1}`
  if (column.layer === 'inputs') return sheet.maps > 1 ? `Input, channel ${map + 1}` : 'Input'
  return `${own}, ${sheet.rows * sheet.columns > 1 ? 'map' : 'unit'} ${map + 1}${captioned(sheet)}`
}

function describeMap(
  look: Look,
  reader: MapReader,
  column: MapColumn,
  sheet: Sheet,
  map: number,
  frame: Frame | null,
): string {
  const name = mapName(look, column, sheet, map)
  const values = frame && reader.read(look, sheet, frame)
  if (!values) return name
  if (sheet.rows * sheet.columns === 1) return `${name}: ${formatNumber(values[map])}`
  const { value, row, column: at } = largest(values, sheet, map)
  return value === 0
    ? `${name}, 0 everywhere`
    : `${name}, largest ${formatNumber(value)} at ${pixelText(row, at)}`
}

/** Frames around a region, in every map that takes part. */
function Outline({
  layout: { places, zoom, width, height },
  region: { top, left, bottom, right },
  units: [from, to],
}: Pick<ReceptiveField, 'region' | 'units'> & { readonly layout: TileLayout }) {
  const path = places
    .slice(from, to)
    .map(({ x, y }) => {
      const [across, down] = [(right - left) * zoom, (bottom - top) * zoom]
      return `M${x + left * zoom} ${y + top * zoom}h${across}v${down}h${-across}z`
    })
    .join('')
  return (
    <svg className={styles['outline']} width={width} height={height} aria-hidden="true">
      <path d={path} />
      <path d={path} />
    </svg>
  )
}

/** Beside the output's units, where these stand one below the other. */
function ClassNames({ look, layout }: { readonly look: Look; readonly layout: TileLayout }) {
  const { classes } = look.loaded
  if (classes.length !== layout.places.length || layout.places.some(({ x }) => x > 0)) return null
  return (
    <ul className={styles['classes']} aria-hidden="true">
      {classes.map((name, i) => (
        <li key={name} style={{ top: layout.places[i].y, height: layout.tile.height }}>
          <ClassMark index={i} /> {name}
        </li>
      ))}
    </ul>
  )
}

import { activations } from '../../model/activations'
import { shapeText } from '../../model/shapes'
import type { Frame } from '../../worker/protocol'
import { layerOf } from '../shared/layers'
import { LargeMap, type LargePicture, type Pixel } from '../shared/maps/large-map'
import { formatNumber } from '../shared/number'
import { useProbes, useRun, useWorkbench } from '../shared/workbench'
import styles from './feature-maps.module.css'
import { type Choice, mapName } from './map-column'
import { type Look, type MapReader, requestOf, scaleKind } from './reader'

interface SelectedMapProps {
  readonly look: Look
  readonly reader: MapReader
  readonly choice: Choice
  readonly onChoose: (pixel: Pixel | null) => void
}

/** The chosen map in large, with its values. */
export function SelectedMap({ look, reader, choice, onChoose }: SelectedMapProps) {
  const { frames } = useWorkbench()
  const { column, sheet, map } = choice
  const { rows, columns, maps: channels } = sheet
  const name = mapName(look, column, sheet, map)
  const own = [`${column.layer}/preActivation`, `${column.layer}/output`]
  const asksBoth = look.mode === 'activation' && column.layer !== 'inputs'
  useProbes(asksBoth ? own.map((tensor) => requestOf(look, tensor)) : [])

  const picture = (frame: Frame): LargePicture | null => {
    const values = reader.read(look, sheet, frame)
    return (
      values && {
        values,
        place: { height: rows, width: columns, channels, channel: map, start: 0 },
        scale: { kind: scaleKind(look, sheet), limit: reader.ends(look, column, frame)[map] },
      }
    )
  }
  const valueText = ({ row, column: at }: Pixel) =>
    frames.latest &&
    valueOf(look, reader, choice, (row * columns + at) * channels + map, frames.latest)
  return (
    <div className={styles['selected']}>
      <h3>{name}</h3>
      {rows * columns > 1 ? (
        <LargeMap
          label={`${name}, ${shapeText([rows, columns, 1]).replace(/×1$/, '')} values. Arrow keys move, Enter chooses a pixel`}
          rows={rows}
          columns={columns}
          picture={picture}
          dependencies={[look, choice]}
          kind={scaleKind(look, sheet)}
          valueText={valueText}
          chosen={choice.pixel}
          onChoose={onChoose}
        />
      ) : (
        <UnitValue text={() => valueText({ row: 0, column: 0 })} />
      )}
    </div>
  )
}

function UnitValue({ text }: { readonly text: () => string | null }) {
  useRun((state) => state.run)
  return (
    <p>
      <strong>{text() ?? '…'}</strong>
    </p>
  )
}

/** With the letters of the formulas: "z = −0.42, ReLU gives a = 0". */
function valueOf(
  look: Look,
  reader: MapReader,
  { column, sheet }: Choice,
  at: number,
  frame: Frame,
): string | null {
  const read = (tensor: string) => reader.read(look, { ...sheet, tensor }, frame)?.[at]
  const value = read(sheet.tensor)
  if (value === undefined) return null
  if (look.mode === 'gradient') {
    return `∂L/∂${column.layer === 'inputs' ? 'x' : 'z'} = ${formatNumber(value)}`
  }
  if (column.layer === 'inputs') return `pixel ${formatNumber(value)} of 0…1`
  const letter = sheet.tensor.endsWith('/preActivation') ? 'z' : 'a'
  if (look.mode === 'difference') {
    const now = reader.now(look, sheet, frame)?.[at]
    const then = look.kept?.values.get(sheet.tensor)?.[at]
    if (now === undefined || then === undefined) return null
    return `Δ${letter} = ${formatNumber(now)} − ${bracketed(then)} = ${formatNumber(value)}`
  }
  const activation = layerOf(look.loaded, column.layer)?.activation ?? 'identity'
  const [z, a] = ['preActivation', 'output'].map((part) => read(`${column.layer}/${part}`))
  if (activation === 'identity' || z === undefined || a === undefined) {
    return `${letter} = ${formatNumber(value)}`
  }
  return `z = ${formatNumber(z)}, ${activations[activation].label} gives a = ${formatNumber(a)}`
}

/** After a minus sign. */
const bracketed = (value: number): string =>
  value < 0 ? `(${formatNumber(value)})` : formatNumber(value)

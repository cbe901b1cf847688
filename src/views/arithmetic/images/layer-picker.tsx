import { isImage, unitsOf } from '../../../model/shapes'
import type { Loaded } from '../../../worker/protocol'
import { Select } from '../../shared/controls/select'
import { allLayers } from '../../shared/layers'
import { layerTitle, type Place, samePixel, shapeOf } from '../../shared/place'
import { useWorkbench } from '../../shared/workbench'
import arithmetic from '../arithmetic.module.css'

/** Which layer's map or unit is explained; the chosen pixel stays at the same spot of the picture. */
export function LayerPicker({ loaded, place }: { readonly loaded: Loaded; readonly place: Place }) {
  const { selection } = useWorkbench()
  const shape = shapeOf(loaded, place.layer)
  const layers = ['inputs', ...allLayers(loaded).map(({ name }) => name)]
  const units = unitsOf(shape)
  const choose = (layer: string, unit: number) =>
    selection.setState({
      unit: { layer, unit },
      edge: null,
      pixel: samePixel(place.pixel, shape, shapeOf(loaded, layer)),
    })
  const what = isImage(shape) ? 'Map' : 'Unit'
  const name = (unit: number) =>
    place.layer === 'output' && loaded.classes.length === units
      ? (loaded.classes[unit] ?? '')
      : `${what.toLowerCase()} ${unit + 1}`
  return (
    <div className={arithmetic['picker']}>
      <Select
        label="Layer"
        value={place.layer}
        options={layers.map((value) => ({ value, label: layerTitle(loaded, value) }))}
        onChange={(layer) => choose(layer, 0)}
      />
      {units > 1 && (
        <Select
          label={what}
          value={String(place.unit)}
          options={Array.from({ length: units }, (_, i) => ({ value: String(i), label: name(i) }))}
          onChange={(unit) => choose(place.layer, Number(unit))}
        />
      )}
    </div>
  )
}

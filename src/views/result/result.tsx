import { useRun } from '../shared/workbench'
import { Line } from './line'
import { Plane } from './plane'

/** What the network has learned: a picture over the plane, or a curve for data of one variable. */
export function Result() {
  const loaded = useRun((state) => state.loaded)
  if (!loaded) return null
  return loaded.columns.length === 1 ? <Line loaded={loaded} /> : <Plane loaded={loaded} />
}

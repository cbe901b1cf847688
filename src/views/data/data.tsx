import { Panel } from '../shared/controls/panel'
import { Amounts } from './amounts'
import { DatasetGallery } from './dataset-gallery'
import { Inputs } from './inputs'

/** Which examples the network learns from, and how it sees them. */
export function Data() {
  return (
    <Panel title="Data">
      <DatasetGallery />
      <Amounts />
      <Inputs />
    </Panel>
  )
}

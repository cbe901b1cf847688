import { imageShape } from '../../model/network-shape'
import { Panel } from '../shared/controls/panel'
import { useExperiment } from '../shared/workbench'
import { Amounts } from './amounts'
import { DatasetGallery } from './dataset-gallery'
import { DownloadFailure } from './download'
import { ImageClasses } from './image-classes'
import { Inputs } from './inputs'

/** Which examples the network learns from, and how it sees them. */
export function Data() {
  const images = useExperiment((e) => imageShape(e.data) !== undefined)
  return (
    <Panel title="Data">
      <DatasetGallery />
      <DownloadFailure />
      {images && <ImageClasses />}
      <Amounts />
      <Inputs />
    </Panel>
  )
}

import { lazy, Suspense } from 'react'
import { imageShape } from '../../model/network-shape'
import { Panel } from '../shared/controls/panel'
import { useExperiment } from '../shared/workbench'
import { Amounts } from './amounts'
import { DatasetGallery } from './dataset-gallery'
import { DownloadFailure } from './download'
import { Inputs } from './inputs'

// A first visit shows points.
const ImageClasses = lazy(() =>
  import('./image-classes').then(({ ImageClasses: C }) => ({ default: C })),
)

/** Which examples the network learns from, and how it sees them. */
export function Data() {
  const images = useExperiment((e) => imageShape(e.data) !== undefined)
  return (
    <Panel title="Data">
      <DatasetGallery />
      <DownloadFailure />
      {images && (
        <Suspense>
          <ImageClasses />
        </Suspense>
      )}
      <Amounts />
      <Inputs />
    </Panel>
  )
}

import { useEffect } from 'react'
import { useExperiment } from '../views/shared/workbench'
import { usePageState } from './page'

/** What concerns the document's outermost elements: the tab's title, and larger type to present. */
export function useDocumentTitle(): void {
  const title = useExperiment((experiment) => experiment.title)
  const presentation = usePageState((state) => state.presentation)
  useEffect(() => {
    document.title = title ? `${title} – Glassnet` : 'Glassnet: a glass box for neural networks'
  }, [title])
  useEffect(() => {
    document.documentElement.toggleAttribute('data-presentation', presentation)
  }, [presentation])
}

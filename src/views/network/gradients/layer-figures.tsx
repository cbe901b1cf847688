import { useMemo, useRef } from 'react'
import { useFrame, useProbes, useRun } from '../../shared/workbench'
import { updateFigures, updateText } from './update-figures'

/** What the coming update makes of one layer, in numbers; nothing before there are any. */
export function LayerFigures({ name }: { readonly name: string }) {
  const loaded = useRun((state) => state.loaded)
  const text = useRef<HTMLParagraphElement>(null)
  const figures = useMemo(() => (loaded ? updateFigures(loaded, name) : []), [loaded, name])
  useProbes(figures.map(({ request }) => request))
  useFrame(
    (frame) => {
      const { current } = text
      const said = updateText(figures, frame)
      if (!current || current.textContent === said) return
      current.textContent = said
      current.hidden = said === ''
    },
    [figures],
  )
  return <p ref={text} hidden data-figures title="Of the coming update, over its batch" />
}

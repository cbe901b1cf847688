import { useState } from 'react'
import { sizeOf } from '../../model/shapes'
import type { Loaded } from '../../worker/protocol'
import type { ShownImage } from '../shared/shown-image'
import { useFrame, useProbe, useWorkbench } from '../shared/workbench'

export interface Target {
  /** The class against which the loss is taken; undefined where the image has its own. */
  readonly chosen: number | undefined
  /** Whether the visitor has to say: the image is drawn, and its gradient is asked for. */
  readonly open: boolean
  readonly choose: (target: number) => void
}

/** A drawn image has no target of its own: at first it is what the network takes it for. */
export function useTarget(loaded: Loaded, image: ShownImage | null, derives: boolean): Target {
  const { frames } = useWorkbench()
  const [chosen, choose] = useState<number>()
  const open = derives && image !== null && image.target === undefined && loaded.classes.length > 1
  const request = open && chosen === undefined ? { tensor: 'output/output', ...image.points } : null
  useProbe(request)
  useFrame(() => {
    const outputs = request && frames.probe(request)
    const output = loaded.layers.at(-1)
    if (outputs && output && outputs.length === sizeOf(output.shape)) choose(likeliest(outputs))
  }, [open])
  const given = chosen !== undefined && chosen < loaded.classes.length ? chosen : 0
  return { chosen: open ? given : undefined, open, choose }
}

function likeliest(outputs: Float32Array): number {
  if (outputs.length === 1) return outputs[0] > 0 ? 1 : 0
  return outputs.indexOf(Math.max(...outputs))
}

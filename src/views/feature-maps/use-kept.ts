import { useState } from 'react'
import { type Loaded, type ProbeRequest, pointsKey, probeKey } from '../../worker/protocol'
import { allLayers } from '../shared/layers'
import type { ShownImage } from '../shared/shown-image'
import { useFrame, useProbes } from '../shared/workbench'
import type { KeptMaps } from './reader'

/** Maps to compare with: those of the next frame once `keep` is called, before and after activation. */
export function useKept(loaded: Loaded, image: ShownImage | null) {
  const [kept, setKept] = useState<KeptMaps>()
  const [keeping, setKeeping] = useState(false)
  const wanted: readonly ProbeRequest[] =
    keeping && image
      ? allLayers(loaded).flatMap(({ name }) =>
          ['preActivation', 'output'].map((part) => ({
            tensor: `${name}/${part}`,
            ...image.points,
          })),
        )
      : []
  useProbes(wanted)
  useFrame(
    ({ run, state, probes }) => {
      if (!keeping || !image) return
      const values = new Map<string, Float32Array>()
      for (const request of wanted) {
        const found = probes[probeKey(request)]
        if (!found) return
        values.set(request.tensor, found)
      }
      setKept({ run, step: state.step, image: image.name, points: pointsKey(image.points), values })
      setKeeping(false)
    },
    [keeping],
  )
  return { kept, keep: () => setKeeping(true) }
}

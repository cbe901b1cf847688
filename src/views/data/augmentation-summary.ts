import type { Augmentation } from '../../model/experiment'

/** What is changed at random, in a few characters: "±2 px, ±10°". */
export function augmentationSummary({
  translation,
  rotation,
  scale,
  flip,
  noise,
}: Augmentation): string {
  const percent = (share: number) => `${Number((share * 100).toPrecision(3))} %`
  const parts = [
    translation > 0 && `±${translation} px`,
    rotation > 0 && `±${rotation}°`,
    scale > 0 && `±${percent(scale)}`,
    flip && 'mirrored',
    noise > 0 && `noise ${percent(noise)}`,
  ].filter((part) => part !== false)
  return parts.join(', ') || 'none'
}

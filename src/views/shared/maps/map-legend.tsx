import type { Ref } from 'react'
import { formatTick } from '../axis'
import type { MapScale } from '../map-picture'
import styles from './maps.module.css'

interface MapLegendProps {
  readonly ref: Ref<HTMLDivElement>
  readonly kind: MapScale['kind']
}

/** The colours of a scale with the numbers at its ends, which `writeLegend` keeps current. */
export function MapLegend({ ref, kind }: MapLegendProps) {
  return (
    <div ref={ref} className={styles['legend']}>
      <span />
      <i className={styles[kind]} aria-hidden="true" />
      <span />
    </div>
  )
}

/** Full colour at `most`; where maps have scales of their own, from `least` to `most`. */
export function writeLegend(
  legend: HTMLElement | null,
  kind: MapScale['kind'],
  [least, most]: readonly [number, number],
): void {
  const numbers = legend?.querySelectorAll('span')
  if (!numbers) return
  const end = formatTick(most)
  const own = least !== most
  const sign = kind === 'ink' ? '' : '±'
  write(numbers[0], own ? '' : kind === 'ink' ? '0' : `−${end}`)
  write(numbers[1], own ? `${sign}${formatTick(least)} to ${sign}${end}` : end)
}

/** Only what has changed, so that the page is not laid out anew with every frame. */
function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text
}

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}
interface Size {
  readonly width: number
  readonly height: number
}

const MARGIN = 8
const GAP = 6

/** Where a floating panel goes: below its anchor where there is room, else above; never outside. */
export function placeBeside(
  anchor: Box,
  panel: Size,
  page: Size,
  align: 'start' | 'end' = 'start',
): { left: number; top: number } {
  const wanted = align === 'start' ? anchor.left : anchor.right - panel.width
  const left = Math.max(MARGIN, Math.min(wanted, page.width - panel.width - MARGIN))
  const below = anchor.bottom + GAP
  const above = anchor.top - GAP - panel.height
  const fitsBelow = below + panel.height <= page.height - MARGIN
  const top = fitsBelow || above < MARGIN ? below : above
  return { left, top: Math.max(MARGIN, Math.min(top, page.height - panel.height - MARGIN)) }
}

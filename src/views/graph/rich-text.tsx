import { Fragment } from 'react'
import type { Rich } from './rich'

/** In a line of text. */
export function RichText({ rich }: { readonly rich: Rich }) {
  return rich.map((part, i) => {
    // Parts have no identity but their place.
    if (typeof part === 'string') return <Fragment key={`${i} ${part}`}>{part}</Fragment>
    if ('raised' in part) return <sup key={`${i} ${part.raised}`}>{part.raised}</sup>
    return (
      <Fragment key={`${i} ${part.base}${part.sub}`}>
        <i>{part.base}</i>
        {part.sub !== '' && <sub>{part.sub}</sub>}
      </Fragment>
    )
  })
}

/** Within an SVG `text`; nothing may follow it that is not part of it. */
export function RichSpans({ rich }: { readonly rich: Rich }) {
  return rich.map((part, i) => {
    const before = rich[i - 1]
    const isLowered = typeof before === 'object' && 'sub' in before && before.sub !== ''
    // Back on the line: lengths in em are those of the span itself.
    const back = isLowered ? '-0.1875em' : undefined
    // Parts have no identity but their place.
    if (typeof part === 'string') {
      return (
        <tspan key={`${i} ${part}`} dy={back}>
          {part}
        </tspan>
      )
    }
    if ('raised' in part) return null
    return (
      <Fragment key={`${i} ${part.base}${part.sub}`}>
        <tspan fontStyle="italic" dy={back}>
          {part.base}
        </tspan>
        {part.sub !== '' && (
          <tspan fontSize="0.75em" dy="0.25em">
            {part.sub}
          </tspan>
        )}
      </Fragment>
    )
  })
}

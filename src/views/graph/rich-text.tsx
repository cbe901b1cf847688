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

/** Within an SVG `text`. */
export function RichSpans({ rich }: { readonly rich: Rich }) {
  return rich.map((part, i) => {
    if (typeof part === 'string') return <Fragment key={`${i} ${part}`}>{part}</Fragment>
    if ('raised' in part) return null
    return (
      <Fragment key={`${i} ${part.base}${part.sub}`}>
        <tspan fontStyle="italic">{part.base}</tspan>
        {part.sub !== '' && (
          <>
            <tspan fontSize="0.75em" dy="0.25em">
              {part.sub}
            </tspan>
            {/* Back on the line: lengths in em are those of the span itself. */}
            <tspan dy="-0.1875em">{'\u200b'}</tspan>
          </>
        )}
      </Fragment>
    )
  })
}

import { Fragment } from 'react'
import { substitute } from './substitute'

/** The right-hand side of an activation's equation with a number in the place of z. */
export function Substituted({ equation, z }: { readonly equation: string; readonly z: number }) {
  return substitute(equation, z).map(({ text, raised }, i) =>
    // Pieces have no identity but their place.
    raised ? (
      <sup key={`${i} ${text}`}>{text}</sup>
    ) : (
      <Fragment key={`${i} ${text}`}>{text}</Fragment>
    ),
  )
}

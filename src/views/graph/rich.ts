/** A letter with an index, which is set lower: z and "1,2". */
export interface Name {
  readonly base: string
  readonly sub: string
}

/** A line of mathematics: plain text, names, and exponents. */
export type Rich = readonly (string | Name | { readonly raised: string })[]

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'

/** "z₁,₂": in plain text, for those who listen. */
export const plainName = ({ base, sub }: Name): string =>
  base + sub.replace(/\d/g, (digit) => SUBSCRIPTS[Number(digit)])

export const plain = (rich: Rich): string =>
  rich
    .map((part) =>
      typeof part === 'string' ? part : 'raised' in part ? `^(${part.raised})` : plainName(part),
    )
    .join('')

/** ∂L/∂z₁ */
export const derivative = (of: Name, by: Name): Rich => ['∂', of, '/∂', by]

/** Parts with something between them. */
export const joined = (parts: readonly Rich[], between: string): Rich =>
  parts.flatMap((part, i) => (i === 0 ? part : [between, ...part]))

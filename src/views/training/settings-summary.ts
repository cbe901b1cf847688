import { fieldText } from '../shared/controls/parse-number'

/** Settings on one line, by the symbol at the end of a label if it has one: "β₁ 0.9 · β₂ 0.999". */
export function settingsSummary(
  entries: readonly { readonly label: string; readonly value: number }[],
): string {
  return entries.map(({ label, value }) => `${symbolOf(label)} ${fieldText(value)}`).join(' · ')
}

function symbolOf(label: string): string {
  if (label === 'Epsilon') return 'ε'
  const last = label.split(' ').at(-1) ?? label
  return /^[α-ω]/u.test(last) ? last : label.toLowerCase()
}

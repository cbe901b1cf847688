/** The `count` names with the fewest insertions, deletions and replacements from `name`. */
export function nearest(name: string, names: readonly string[], count: number): string[] {
  const distances = new Map(names.map((other) => [other, editDistance(name, other)]))
  const distance = (other: string) => distances.get(other) ?? 0
  return [...names].sort((a, b) => distance(a) - distance(b)).slice(0, count)
}

/** V. Levenshtein, 1966, by the dynamic program of Wagner and Fischer, 1974. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1))
    }
    row = next
  }
  return row[b.length]
}

import { type ComponentType, lazy } from 'react'

/** Views that are still being built show nothing. */
const sources = import.meta.glob<Record<string, ComponentType>>([
  '../views/network/network.tsx',
  '../views/result/result.tsx',
  '../views/curves/curves.tsx',
  '../views/arithmetic/arithmetic.tsx',
  '../views/confusion/confusion.tsx',
  '../views/examples/examples.tsx',
])
const view = (folder: string, name: string) => {
  const load = sources[`../views/${folder}/${folder}.tsx`]
  if (!load) return () => <p style={{ padding: 16, color: 'var(--ink-faint)' }}>{name}</p>
  return lazy(async () => ({ default: (await load())[name] }))
}
export const Network = view('network', 'Network')
export const Result = view('result', 'Result')
export const Curves = view('curves', 'Curves')
export const Arithmetic = view('arithmetic', 'Arithmetic')
export const Confusion = view('confusion', 'Confusion')
export const Examples = view('examples', 'Examples')

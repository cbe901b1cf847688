import { useCallback, useState } from 'react'
import { createStore } from 'zustand/vanilla'

/**
 * The numbers that a picture states around itself. They may change many times a second, which
 * concerns those who state them alone.
 *
 * @param none before the first picture
 */
export function useFigures<T extends object>(none: T) {
  const [figures] = useState(() => createStore(() => none))
  const keep = useCallback(
    (next: T) => {
      if (key(figures.getState()) !== key(next)) figures.setState(next, true)
    },
    [figures],
  )
  return [figures, keep] as const
}

const key = (figures: object): string => Object.values(figures).join(';')

import { copy } from '../lanes'

/** z */
export function apply(z: usize, a: usize, count: i32): void {
  if (z != a) copy(z, a, count)
}

import { copy } from '../lanes'

/** z */
export function apply(z: usize, a: usize, count: i32): void {
  copy(z, a, count)
}

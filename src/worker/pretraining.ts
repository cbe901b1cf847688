import type { PretrainingWatch } from '../engine/pretrain'
import { nextTurn } from './pace'
import type { Surroundings } from './surroundings'

/** What is over sooner is not worth a word. */
const QUIET_MS = 300
const TELL_EVERY_MS = 100

/**
 * Watches pre-training: lets messages through as it goes on, tells the page where it takes long, and
 * ends it once `signal` is aborted, with the signal's reason.
 */
export function watchPretraining(
  { post, now }: Pick<Surroundings, 'post' | 'now'>,
  signal: AbortSignal | undefined,
): PretrainingWatch {
  const startMs = now()
  let toldMs = startMs
  return async (pretraining) => {
    await nextTurn()
    signal?.throwIfAborted()
    const nowMs = now()
    if (nowMs - startMs < QUIET_MS || nowMs - toldMs < TELL_EVERY_MS) return
    toldMs = nowMs
    post({ kind: 'pretraining', pretraining }, [])
  }
}

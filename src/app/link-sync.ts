import type { Experiment } from '../model/experiment'
import type { ParseResult } from '../model/parse'
import type { ExperimentStore } from '../store/experiment'
import type { Message } from './page'

/** The address bar and the storage of the browser, or their stand-ins in a test. */
export interface Surroundings {
  /** With its `#`; empty without one. */
  hash(): string
  /** A new entry of the browser's history. */
  push(hash: string): void
  replace(hash: string): void
  stored(): string | null
  store(link: string): void
}

export interface Codec {
  encode(experiment: Experiment): string
  decode(hash: string): ParseResult | { readonly kind: 'none' }
}

/** Browsers slow down pages that write their address more often. */
const WRITE_EVERY_MS = 300

export interface Opening {
  readonly experiment: Experiment
  readonly message: Message | null
}

/**
 * What a page opens with: what its address says, else what was last edited here, else `first`. An
 * address that cannot be read stays as it is, and is told about.
 */
export function openingExperiment(
  surroundings: Surroundings,
  codec: Codec,
  first: Experiment,
): Opening {
  const linked = codec.decode(surroundings.hash())
  if ('ok' in linked && linked.ok) return { experiment: linked.experiment, message: null }
  const stored = codec.decode(`#${surroundings.stored() ?? ''}`)
  const kept = 'ok' in stored && stored.ok ? stored.experiment : null
  if (!('ok' in linked)) return { experiment: kept ?? first, message: null }
  return { experiment: kept ?? first, message: brokenLink(linked.problems, kept !== null) }
}

export function brokenLink(problems: Message['problems'], kept: boolean): Message {
  return {
    title: 'This link cannot be opened.',
    problems,
    advice: kept
      ? 'Your last experiment is shown instead.'
      : 'The first experiment is shown instead.',
  }
}

export interface LinkSync {
  /** Takes on another document as a new entry of the browser's history. */
  open(experiment: Experiment): Promise<void>
  /** The address changed by Back, Forward or by hand. */
  addressChanged(): Promise<void>
  /** Writes at once what waits to be written. */
  flush(): void
  dispose(): void
}

/** Keeps address and storage equal to the document, edit by edit, and the other way round. */
export function syncLink(options: {
  readonly store: ExperimentStore
  readonly surroundings: Surroundings
  /** Asked for once there is something to read or write. */
  readonly codec: () => Promise<Codec>
  /** What is wrong with the address that it changed to; null where all is well. */
  readonly onMessage: (message: Message | null) => void
}): LinkSync {
  const { store, surroundings, onMessage } = options
  let timer: ReturnType<typeof setTimeout> | undefined
  let written = store.get()
  let codec: Codec | null = null
  const withCodec = async () => {
    codec ??= await options.codec()
    return codec
  }

  const write = ({ encode }: Codec, put: (hash: string) => void) => {
    clearTimeout(timer)
    timer = undefined
    written = store.get()
    const link = encode(written)
    put(`#${link}`)
    surroundings.store(link)
  }
  const flush = () => {
    if (timer !== undefined && codec) write(codec, surroundings.replace)
  }
  const unsubscribe = store.store.subscribe(() => {
    if (store.get() === written) return
    const loaded = withCodec()
    timer ??= setTimeout(() => loaded.then(flush), WRITE_EVERY_MS)
  })

  return {
    async open(experiment) {
      const loaded = await withCodec()
      // The entry that Back returns to must hold the document as it was left.
      write(loaded, surroundings.replace)
      store.open(experiment)
      write(loaded, surroundings.push)
      // What was shown instead of a broken link is gone.
      onMessage(null)
    },
    async addressChanged() {
      const hash = surroundings.hash()
      const { decode, encode } = await withCodec()
      const decoded = decode(hash)
      if (!('ok' in decoded)) return
      if (!decoded.ok) {
        onMessage(brokenLink(decoded.problems, true))
        return
      }
      onMessage(null)
      if (encode(decoded.experiment) === encode(store.get())) return
      clearTimeout(timer)
      timer = undefined
      written = decoded.experiment
      store.open(decoded.experiment)
      surroundings.store(encode(decoded.experiment))
    },
    flush,
    dispose() {
      clearTimeout(timer)
      unsubscribe()
    },
  }
}

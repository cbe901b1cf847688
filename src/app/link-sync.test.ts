import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { decodeLink, encodeLink } from '../model/link'
import { withDefaults } from '../model/parse'
import { createExperimentStore } from '../store/experiment'
import { openingExperiment, type Surroundings, syncLink } from './link-sync'
import type { Message } from './page'

const codec = { encode: encodeLink, decode: decodeLink }
const first = withDefaults({ title: 'First' })
const other = withDefaults({ title: 'Other', batchSize: 3 })

function fakeBrowser(hash = '', stored: string | null = null) {
  const entries = [hash]
  let writes = 0
  const surroundings: Surroundings = {
    hash: () => entries[entries.length - 1],
    push: (next) => void entries.push(next),
    replace(next) {
      writes++
      entries[entries.length - 1] = next
    },
    stored: () => stored,
    store: (link) => {
      stored = link
    },
  }
  return { entries, surroundings, writes: () => writes, stored: () => stored }
}

describe('what a page opens with', () => {
  it('is the link, before what is stored', () => {
    const { surroundings } = fakeBrowser(`#${encodeLink(other)}`, encodeLink(first))
    expect(openingExperiment(surroundings, codec, first)).toEqual({
      experiment: other,
      message: null,
    })
  })
  it('is what was stored, without a link', () => {
    const { surroundings } = fakeBrowser('', encodeLink(other))
    expect(openingExperiment(surroundings, codec, first).experiment).toEqual(other)
  })
  it('is the first experiment on a first visit', () => {
    const { surroundings } = fakeBrowser()
    expect(openingExperiment(surroundings, codec, first)).toEqual({
      experiment: first,
      message: null,
    })
  })
  it.each(['#e=1.', '#e=1.AAAA', '#e=99.xyz', '#preset=nonesuch', '#e=%%%', '#e=1.🎈'])(
    'survives the broken link %s with a message, and leaves it in place',
    (hash) => {
      const { surroundings, entries } = fakeBrowser(hash, 'e=1.broken too')
      const { experiment, message } = openingExperiment(surroundings, codec, first)
      expect(experiment).toEqual(first)
      expect(message?.problems.length).toBeGreaterThan(0)
      expect(message?.advice).toMatch(/shown instead/)
      expect(entries).toEqual([hash])
    },
  )
  it('pays no heed to other fragments', () => {
    const { surroundings } = fakeBrowser('#section', null)
    expect(openingExperiment(surroundings, codec, first).message).toBeNull()
  })
})

describe('the link follows the document', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function page(hash = '') {
    const browser = fakeBrowser(hash)
    const store = createExperimentStore(first)
    let message: Message | null = null
    const sync = syncLink({
      store,
      surroundings: browser.surroundings,
      codec: async () => codec,
      onMessage: (broken) => {
        message = broken
      },
    })
    return { ...browser, store, sync, message: () => message }
  }

  it('writes many edits at most once per 300 ms, the last one included', async () => {
    const { store, entries, writes, stored } = page()
    for (let batchSize = 1; batchSize <= 50; batchSize++) {
      store.edit((e) => ({ ...e, batchSize }), 'batchSize')
      await vi.advanceTimersByTimeAsync(20)
    }
    await vi.advanceTimersByTimeAsync(300)
    expect(writes()).toBeLessThanOrEqual(4)
    expect(entries).toEqual([`#${encodeLink(store.get())}`])
    expect(stored()).toBe(encodeLink(store.get()))
  })

  it('keeps the document before an opened one for Back', async () => {
    const { store, sync, entries, surroundings } = page()
    store.edit((e) => ({ ...e, batchSize: 7 }))
    await sync.open(other)
    expect(entries).toHaveLength(2)
    expect(store.get()).toEqual(other)
    entries.pop()
    await sync.addressChanged()
    expect(store.get().batchSize).toBe(7)
    expect(surroundings.hash()).toBe(`#${encodeLink(store.get())}`)
  })

  it('opens a link that is pasted into the address bar, as an edit that can be undone', async () => {
    const { store, sync, entries } = page()
    entries[0] = `#${encodeLink(other)}`
    await sync.addressChanged()
    expect(store.get()).toEqual(other)
    store.undo()
    expect(store.get().title).toBe('First')
  })

  it('tells of a broken link and changes nothing, until another one is read or chosen', async () => {
    const { store, sync, entries, message } = page()
    entries[0] = '#e=1.nonsense'
    await sync.addressChanged()
    expect(store.get()).toBe(first)
    expect(message()).not.toBeNull()
    entries[0] = `#${encodeLink(other)}`
    await sync.addressChanged()
    expect(message()).toBeNull()
    entries[0] = '#preset=nonesuch'
    await sync.addressChanged()
    expect(message()).not.toBeNull()
    await sync.open(first)
    expect(message()).toBeNull()
  })
})

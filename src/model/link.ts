import { deflateSync, Inflate } from 'fflate'
import { fromBase64Url, toBase64Url } from '../lib/base64url'
import { nearest } from '../lib/nearest'
import { compact } from './compact'
import type { Experiment } from './experiment'
import { LINK_DICTIONARY_1 } from './link-dictionary'
import { type ParseResult, parseText } from './parse'
import { type PresetId, presetExperiment, presetIds, presets } from './presets'

/** What stands before the dot of a link: how the bytes after it are packed. */
const CODEC = 1

/** Bytes of JSON that a link may unpack to. */
const MOST_BYTES = 4_000_000
/** Deflate grows at most about a thousandfold, so a piece of input this long stays below the limit. */
const PIECE = 1024

/** What follows `#` in an experiment's link: `e=1.` and its deflated document. */
export function encodeLink(experiment: Experiment): string {
  const json = new TextEncoder().encode(JSON.stringify(compact(experiment)))
  const packed = deflateSync(json, { level: 9, dictionary: dictionary() })
  return `e=${CODEC}.${toBase64Url(packed)}`
}

/**
 * The experiment of a page's address, given all that follows `#` (itself may stand first). Forgives
 * what mail and chat programs add at the end. `none` where the address names no experiment; any
 * other text that cannot be read gives a message.
 */
export function decodeLink(hash: string): ParseResult | { readonly kind: 'none' } {
  const text = percentDecoded(hash).replace(/^\s*#/, '')
  for (const part of text.split('&')) {
    const [, key, value] = /^(?:amp;)?\s*(e|preset)=(.*)$/s.exec(part) ?? []
    if (key === 'preset') return decodePreset(value)
    if (key === 'e') return decodeExperiment(value)
  }
  return isOfTensorFlowPlayground(text) ? failure(OTHER_PLAYGROUND) : { kind: 'none' }
}

const OTHER_PLAYGROUND =
  'this is a link of TensorFlow Playground, whose settings are not read here: its data sets, features and activations are in the panels of this page'

/** `activation=tanh&dataset=circle&networkShape=4,2&…` */
function isOfTensorFlowPlayground(text: string): boolean {
  const keys = new Set(text.split('&').map((part) => part.split('=')[0]))
  return (
    ['activation', 'dataset', 'regDataset', 'networkShape'].filter((k) => keys.has(k)).length > 1
  )
}

function decodePreset(value: string): ParseResult {
  const id = /^\s*[\w-]*/.exec(value)?.[0].trim().toLowerCase() ?? ''
  const experiment = presetExperiment(id)
  if (experiment) return { ok: true, experiment }
  const near = [...new Set([...presetsAbout(id), ...nearest(id, presetIds, 3)])].slice(0, 3)
  return failure(`there is no preset called "${id.slice(0, 40)}"; nearest are ${near.join(', ')}`)
}

/** Those that bear the word in their name, title or data: "xor" is `exclusive-or`. */
function presetsAbout(word: string): PresetId[] {
  if (word.length < 3) return []
  return presetIds.filter((id) => {
    const { title, document } = presets[id]
    const data = 'name' in document.data ? document.data.name : ''
    return [id, title, data].some((name) => name.toLowerCase().includes(word))
  })
}

function decodeExperiment(value: string): ParseResult {
  const [, version, packed] = /^\s*(\d{1,6})\.(.*)$/s.exec(value) ?? []
  if (version === undefined) return failure(CUT_OFF)
  if (Number(version) !== CODEC) {
    return failure(
      `this link was made by a newer version of Glassnet (its packing is of version ${version}); this page reads version ${CODEC}`,
    )
  }
  const result = unpack(/^[\w-]*/.exec(packed)?.[0] ?? '')
  // A mail program may have broken the link into lines; then it is whole only without them.
  if (!result.ok && /\s/.test(packed)) {
    const joined = unpack(/^[\w-]*/.exec(packed.replace(/\s+/g, ''))?.[0] ?? '')
    if (joined.ok) return joined
  }
  return result
}

const CUT_OFF = 'this link is incomplete: its end seems to be cut off; please copy all of it'
const DAMAGED =
  'this link is damaged: some of its characters were changed on the way; please ask its sender for a new one'

function unpack(packed: string): ParseResult {
  const bytes = fromBase64Url(packed)
  if (!bytes || bytes.length === 0) return failure(CUT_OFF)
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(inflate(bytes))
    return json.startsWith('{') && json.endsWith('}') ? parseText(json) : failure(DAMAGED)
  } catch (error) {
    if (error instanceof TooLong) return failure('this link holds more than 4 MB and is not opened')
    // fflate's code 0 is an unexpected end of the data.
    const isCutOff = error instanceof Error && 'code' in error && error.code === 0
    return failure(isCutOff ? CUT_OFF : DAMAGED)
  }
}

class TooLong extends Error {}

/** Piece by piece, so that a few bytes that unpack to gigabytes are stopped on their way. */
function inflate(bytes: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = []
  let length = 0
  const stream = new Inflate({ dictionary: dictionary() }, (piece) => {
    length += piece.length
    if (length > MOST_BYTES) throw new TooLong()
    pieces.push(piece)
  })
  for (let start = 0; start < bytes.length; start += PIECE) {
    const end = start + PIECE
    stream.push(bytes.subarray(start, end), end >= bytes.length)
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

function dictionary(): Uint8Array {
  return new TextEncoder().encode(LINK_DICTIONARY_1)
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function failure(message: string): ParseResult {
  return { ok: false, problems: [{ path: '', message }] }
}

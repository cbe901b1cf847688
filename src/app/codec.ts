/**
 * Everything that reads and writes documents, as one module to be fetched when it is needed: a first
 * visit without a link does without.
 */
export { compact } from '../model/compact'
export { decodeLink, encodeLink } from '../model/link'
export { parse, parseText } from '../model/parse'
export { problemText } from '../model/problem'

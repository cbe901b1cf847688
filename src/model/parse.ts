import * as v from 'valibot'
import { inconsistencies } from './consistency'
import type { ExperimentDocument } from './document'
import { type Experiment, FORMAT, type Layer } from './experiment'
import { migrate } from './migrations'
import { defaultFeatures } from './network-shape'
import { type Problem, pathText, problemText } from './problem'
import { experimentSchema } from './schema'
import { tooLarge } from './size-guard'
import { patched } from './variants'

export type ParseResult =
  | { readonly ok: true; readonly experiment: Experiment }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Characters of JSON that are read at all. */
const MOST_CHARACTERS = 16_000_000
/** More of them help nobody. */
const MOST_PROBLEMS = 100

/**
 * Reads a document: brings it up to the current version, checks it and fills in what it leaves out.
 * Reports all problems that it finds; never throws, whatever JSON value it is given.
 */
export function parse(document: unknown): ParseResult {
  const large = tooLarge(document)
  if (large) return failure([{ path: '', message: `the document ${large}` }])
  const migrated = migrate(document)
  if (!migrated.ok) return failure([migrated.problem])
  if (!isObject(migrated.document)) {
    return failure([{ path: '', message: 'a document must be a JSON object' }])
  }

  const result = v.safeParse(experimentSchema, migrated.document, { abortPipeEarly: true })
  const problems = distinct((result.issues ?? []).map(problemOf))
  const invalid = new Set((result.issues ?? []).map(({ path }) => String(path?.[0]?.key)))
  const complete = withFeatures(result.output as DocumentRead, invalid)
  problems.push(...inconsistencies(complete, invalid))
  if (problems.length === 0) problems.push(...variantProblems(complete))
  return problems.length > 0 ? failure(problems) : { ok: true, experiment: complete }
}

/**
 * The experiments that train side by side: the document's own, then its variants, each as a whole
 * and without variants of its own. An edit of the document may have made nonsense of a variant.
 */
export function sideBySide(experiment: Experiment): readonly ParseResult[] {
  const own: ParseResult = {
    ok: true,
    experiment: experiment.variants.length > 0 ? { ...experiment, variants: [] } : experiment,
  }
  return [own, ...experiment.variants.map((variant) => parse(patched(experiment, variant)))]
}

function variantProblems(experiment: Experiment): Problem[] {
  return sideBySide(experiment)
    .slice(1)
    .flatMap((result, i) =>
      result.ok
        ? []
        : result.problems.map(({ path, message }) => ({
            path: `variants[${i}].patch.${path}`,
            message,
          })),
    )
}

/** As `parse`, from JSON text. */
export function parseText(json: string): ParseResult {
  if (json.length > MOST_CHARACTERS) {
    return failure([{ path: '', message: 'the document is longer than 16 million characters' }])
  }
  try {
    return parse(JSON.parse(json))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return failure([{ path: '', message: `the document is not valid JSON: ${reason}` }])
  }
}

/**
 * An experiment from what matters about it; the rest takes defaults, also where a document must say
 * it: a circle, two hidden layers, the usual loss of the task, Adam. Throws on problems, for code
 * and tests that know what they write.
 */
export function withDefaults(changes: Partial<ExperimentDocument> = {}): Experiment {
  const task = changes.task ?? 'classification'
  const regression = task === 'regression'
  const result = parse({
    format: FORMAT,
    task,
    data: { kind: 'generated', name: regression ? 'plane' : 'circle' },
    layers: [
      { kind: 'dense', units: 4 },
      { kind: 'dense', units: 2 },
    ],
    loss: regression ? 'meanSquaredError' : 'binaryCrossEntropy',
    optimizer: 'adam',
    ...changes,
  })
  if (!result.ok) throw new Error(result.problems.map(problemText).join('\n'))
  return result.experiment
}

type DocumentRead = Omit<Experiment, 'features'> & {
  readonly $schema?: string
  readonly features?: Experiment['features']
}

/** Without `$schema`, which is for editors, and with the features that go without saying. */
function withFeatures(read: DocumentRead, invalid: ReadonlySet<string>): Experiment {
  const { $schema: _, features: given, ...rest } = read
  const features = invalid.has('features') ? [] : (given ?? [])
  const implied = features.length === 0 && !invalid.has('data')
  const layers = invalid.has('layers') ? rest.layers : rest.layers.map(withStride)
  return { ...rest, layers, features: implied ? defaultFeatures(rest.data) : features }
}

/** A window of pooling moves on by its own size unless a document says otherwise. */
function withStride<L extends Layer>(layer: L): L {
  if (layer.kind === 'residual') return { ...layer, layers: layer.layers.map(withStride) }
  if (layer.kind !== 'maxPool2d' && layer.kind !== 'averagePool2d') return layer
  // Always in the same place, so that complete layers have the same text as those read here.
  const { stride = layer.size, ...rest } = layer as L & { readonly stride?: number }
  return { ...rest, stride } as L
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function problemOf({ path, message }: v.BaseIssue<unknown>): Problem {
  return { path: pathText((path ?? []).map(({ key }) => key as PropertyKey)), message }
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [problemText(problem), problem])).values()]
}

function failure(problems: readonly Problem[]): ParseResult {
  return { ok: false, problems: problems.slice(0, MOST_PROBLEMS) }
}

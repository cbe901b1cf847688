import type {
  BundledData,
  Experiment,
  GeneratedData,
  PlainLayer,
  ResidualLayer,
  TableData,
} from './experiment'
import type { Variant } from './variants'

/** An experiment as people write it: whatever has a default may be left out. */
export type ExperimentDocument = Open<
  Pick<Experiment, 'format' | 'task' | 'loss'> &
    Partial<
      Omit<
        Experiment,
        | 'data'
        | 'layers'
        | 'optimizer'
        | 'schedule'
        | 'variants'
        | Group
        | 'format'
        | 'task'
        | 'loss'
      >
    > & {
      readonly $schema?: string
      readonly data: DataDocument
      readonly layers: readonly LayerDocument[]
      readonly optimizer: KindDocument<Experiment['optimizer']>
      readonly schedule?: KindDocument<Experiment['schedule']>
      readonly variants?: readonly Some<Variant, 'patch'>[]
    } & { readonly [K in Group]?: Partial<Experiment[K]> }
>

/** Lets an editor show the fields of an intersection as one object. */
type Open<T> = { [K in keyof T]: T[K] }

/** Objects whose every field has a default. */
type Group =
  | 'seed'
  | 'augmentation'
  | 'regularization'
  | 'clipping'
  | 'stop'
  | 'pretraining'
  | 'view'

type Kinds = { readonly kind: string }

/** The bare name stands for the default settings. */
type KindDocument<T extends Kinds> = T['kind'] | (Pick<T, 'kind'> & Partial<T>)

type Some<T, Required extends keyof T> = Pick<T, Required> & Partial<T>

type DataDocument =
  | Some<GeneratedData, 'kind' | 'name'>
  | Some<BundledData, 'kind' | 'name'>
  | Some<TableData, 'kind' | 'inputs'>

type LayerDocument = PlainLayerDocument | ResidualDocument

type PlainLayerDocument = {
  [K in PlainLayer['kind']]: One<Extract<PlainLayer, { kind: K }>>
}[PlainLayer['kind']]

type ResidualDocument = Some<Omit<ResidualLayer, 'layers'>, 'kind'> & {
  readonly layers: readonly PlainLayerDocument[]
}

type One<L extends PlainLayer> = Pick<L, 'kind' | Extract<keyof L, 'units' | 'filters'>> &
  Partial<Omit<L, 'initializer'>> &
  (L extends { readonly initializer: infer I extends Kinds }
    ? { readonly initializer?: KindDocument<I> }
    : unknown)

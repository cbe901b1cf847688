import type { ImageShape } from '../shapes'

/** A data set shipped with the page, as the catalogue describes it. */
export type BundledSource = TableSource | ImageSource

interface Source {
  readonly label: string
  readonly help: string
  /** Below `data/` of the page. */
  readonly file: string
  /** Of the file's bytes; of images, of the bytes unpacked. */
  readonly sha256: string
  readonly classes: readonly string[]
  readonly licence: string
  readonly source: string
}

/** A CSV file: a header, then columns and class name. */
export interface TableSource extends Source {
  readonly columns: readonly {
    readonly name: string
    readonly label: string
    readonly unit: string
  }[]
  /** Names of the two columns that stand on the plane unless the document names others. */
  readonly principal: readonly [string, string]
  readonly rows: number
}

/**
 * A gzip of bytes: training images, test images, training labels, test labels; pixels row by row
 * from 0 to `white`.
 */
export interface ImageSource extends Source {
  readonly shape: ImageShape
  /** Of the file, for telling how much of it has come. */
  readonly bytes: number
  readonly white: number
  readonly train: number
  /** Test images of its own; 0 where `testFraction` of the others is kept for testing. */
  readonly test: number
}

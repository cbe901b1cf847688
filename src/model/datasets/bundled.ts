/** A data set shipped with the page, as the catalogue describes it. */
export interface BundledSource {
  readonly label: string
  readonly help: string
  /** Below `data/` of the page. */
  readonly file: string
  /** Of the file's bytes. */
  readonly sha256: string
  readonly classes: readonly string[]
  readonly columns: readonly {
    readonly name: string
    readonly label: string
    readonly unit: string
  }[]
  /** Names of the two columns that stand on the plane unless the document names others. */
  readonly principal: readonly [string, string]
  readonly rows: number
  readonly licence: string
  readonly source: string
}

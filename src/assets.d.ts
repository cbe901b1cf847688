declare module '*.wgsl?raw' {
  const source: string
  export default source
}

declare module '*.wasm?inline' {
  /** A data URL of the compiled module. */
  const url: string
  export default url
}

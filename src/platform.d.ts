// The few things that pages, workers and Node have in common, for the layers below `worker`,
// which are checked without the DOM's types.

interface Response {
  readonly ok: boolean
  readonly status: number
  readonly body: ReadableStream | null
  arrayBuffer(): Promise<ArrayBuffer>
}
declare const Response: new (body: ArrayBuffer | ReadableStream | null) => Response
interface ReadableStream {
  pipeThrough(transform: DecompressionStream): ReadableStream
}
declare class DecompressionStream {
  constructor(format: 'gzip')
}
declare function fetch(url: string): Promise<Response>

declare namespace WebAssembly {
  class Module {
    constructor(bytes: ArrayBuffer)
  }
  class Memory {
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }
  class Instance {
    readonly exports: Record<string, unknown>
  }
  function instantiate(
    bytes: ArrayBuffer,
    imports?: Record<string, Record<string, unknown>>,
  ): Promise<{ module: Module; instance: Instance }>
}

declare class TextEncoder {
  encode(text: string): Uint8Array
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean })
  decode(bytes: Uint8Array): string
}
declare const navigator: { readonly gpu?: GPU } | undefined
declare const performance: { now(): number }
/** `subtle` is missing on pages served without encryption from another machine. */
declare const crypto: {
  readonly subtle?: { digest(algorithm: 'SHA-256', data: ArrayBuffer): Promise<ArrayBuffer> }
}

/** Fetches a file below `data/` of the page. Rejects with an `Error` fit to be shown. */
export type LoadData = (file: string) => Promise<ArrayBuffer>

interface DataFile {
  readonly file: string
  readonly sha256: string
}

/** Rejects where the bytes are not the ones that the catalogue describes. */
export async function checkDigest(bytes: ArrayBuffer, source: DataFile): Promise<void> {
  if (!crypto.subtle) return
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const hexadecimal = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  if (hexadecimal !== source.sha256) throw damaged(source)
}

/** Undoes gzip. Rejects where the bytes are something else. */
export async function unpack(bytes: ArrayBuffer, source: DataFile): Promise<ArrayBuffer> {
  const stream = new Response(bytes).body?.pipeThrough(new DecompressionStream('gzip'))
  try {
    return await new Response(stream ?? null).arrayBuffer()
  } catch {
    throw damaged(source)
  }
}

function damaged({ file }: DataFile): Error {
  return new Error(`The data file ${file} is damaged or of another version; please reload.`)
}

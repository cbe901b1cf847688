export interface ImageHeader {
  readonly format: 'PNG' | 'JPEG'
  /** In pixels; absent where the part of the file that was read does not say. */
  readonly size?: { readonly width: number; readonly height: number } | undefined
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const JPEG = [0xff, 0xd8, 0xff]

/** What the first bytes of a file say of it, whatever its name says; null for any other file. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | null {
  if (startsWith(bytes, PNG)) return { format: 'PNG', size: pngSize(bytes) }
  if (startsWith(bytes, JPEG)) return { format: 'JPEG', size: jpegSize(bytes) }
  return null
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte)
}

/** The first chunk of a PNG is its header. */
function pngSize(bytes: Uint8Array): ImageHeader['size'] {
  if (bytes.length < 24) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** A JPEG is a row of segments, each with its length; one of them, the frame, has the size. */
function jpegSize(bytes: Uint8Array): ImageHeader['size'] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 2
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]
    if (isFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    // A marker may be padded with more bytes of 255; some have no length.
    if (marker === 0xff) at += 1
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2
    else at += 2 + view.getUint16(at + 2)
  }
  return undefined
}

/** SOF0 to SOF15, apart from three other segments among them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

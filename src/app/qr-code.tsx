import { encode } from 'uqr'
import styles from './share-dialog.module.css'

/** What a code of the largest size holds at the lowest correction level. */
const MOST_BYTES = 2900

/** The link for a camera: a picture that a lecturer can put on the wall. */
export function QrCode({ text }: { text: string }) {
  if (text.length > MOST_BYTES) {
    return (
      <p className={styles['tooLong']}>
        This experiment is too large for a QR code. The link and the file hold all of it.
      </p>
    )
  }
  const { data, size } = encode(text, { ecc: 'L', border: 2 })
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return (
    <svg
      className={styles['code']}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label="QR code of the link"
      shapeRendering="crispEdges"
    >
      {/* Dark on light in both themes: many cameras read nothing else. */}
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#111" />
    </svg>
  )
}

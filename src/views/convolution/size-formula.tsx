import styles from './convolution.module.css'
import { fits, type Sweep, skipped } from './sweep'

/** The size of the output, with the table's numbers in the formula. */
export function SizeFormula({ over }: { readonly over: Sweep }) {
  const { input, padding } = over
  const isSame = padding === 'same'
  const directions =
    input.height === input.width
      ? [{ name: '', size: input.height, out: over.output.height }]
      : [
          { name: 'height', size: input.height, out: over.output.height },
          { name: 'width', size: input.width, out: over.output.width },
        ]
  return (
    <p className={styles['formula']}>
      <span>
        <i>o</i> ={' '}
        {isSame ? (
          <>
            ⌈<i>i</i>/<i>s</i>⌉
          </>
        ) : (
          <>
            ⌊(<i>i</i> + 2<i>p</i> − <i>d</i>(<i>k</i> − 1) − 1)/<i>s</i>⌋ + 1
          </>
        )}
      </span>{' '}
      {directions.map(({ name, size, out }) => (
        <span key={name}>
          {name && `${name} `}= {isSame ? `⌈${size}/${over.stride}⌉` : substituted(over, size)} ={' '}
          <b data-bad={out < 1 || undefined}>{String(out).replace('-', '−')}</b>{' '}
        </span>
      ))}
      <Remark over={over} />
    </p>
  )
}

function substituted({ padding, dilation, kernel, stride }: Sweep, size: number): string {
  const zeros = typeof padding === 'number' ? padding : 0
  return `⌊(${size} + 2·${zeros} − ${dilation}·(${kernel} − 1) − 1)/${stride}⌋ + 1`
}

/** What the formula does not say: where the zeros of “same” go, and which pixels nothing reads. */
function Remark({ over }: { readonly over: Sweep }) {
  if (!fits(over)) return null
  const { rows, columns } = skipped(over)
  const { height, width } = over.input
  const count = height * width - (height - rows.size) * (width - columns.size)
  const { before, after } = over
  const total = before.row + after.row
  return (
    <>
      {over.padding === 'same' && total > 0 && (
        <span className={styles['remark']}>
          zeros: {before.row} before, {after.row} after
        </span>
      )}{' '}
      {count > 0 && (
        <span className={styles['remark']}>
          {count === 1 ? '1 pixel is' : `${count} pixels are`} in no window
        </span>
      )}
    </>
  )
}

import { type CSSProperties, useMemo } from 'react'
import { type ActivationName, activations } from '../../../model/activations'
import { type Interval, spread } from '../axis'
import { PlaneFrame } from '../plane-frame'
import styles from './activation-plot.module.css'
import { curvePath, flatParts, placeIn, rugPath } from './curve-path'

/** One z that is told apart from others. */
export interface Mark {
  readonly z: number
  /** Beside its line; nothing where there is only one. */
  readonly label?: string | undefined
}

interface ActivationPlotProps {
  readonly name: ActivationName
  /** The same object as long as the same ends. */
  readonly x: Interval
  readonly y: Interval
  /** Width over height. */
  readonly aspect?: number
  readonly marks?: readonly Mark[]
  /** Many z, as a rug at the bottom. */
  readonly rug?: ArrayLike<number> | undefined
  /** What assistive technology is told. */
  readonly label: string
}

/** Between the labels of marks, as a share of the width. */
const LABEL_GAP = 0.055

/** σ and σ′ over z; shaded where σ is flat; with marks where numbers z sit. */
export function ActivationPlot(props: ActivationPlotProps) {
  const { name, x, y, aspect = 2, marks = [], rug, label } = props
  const { value, derivative } = activations[name]
  const place = placeIn(x, y)
  const drawn = useMemo(
    () => ({
      value: curvePath(activations[name].value, x, y),
      derivative: curvePath(activations[name].derivative, x, y),
      flat: flatParts(name, x),
    }),
    [name, x, y],
  )
  const rugLines = useMemo(() => (rug ? rugPath(rug, x) : ''), [rug, x])
  const labels = spread(
    marks.map(({ z }) => place.x(z)),
    LABEL_GAP,
    [0, 1],
  )
  const limit = (z: number) => Math.min(x[1], Math.max(x[0], z))
  return (
    <PlaneFrame x={{ label: 'z', interval: x }} y={{ label: '', interval: y }} aspect={aspect}>
      <svg
        role="img"
        aria-label={label}
        className={styles['curves']}
        viewBox="0 0 1 1"
        preserveAspectRatio="none"
      >
        {drawn.flat.map(([from, to]) => (
          <rect
            key={from}
            className={styles['flat']}
            x={place.x(from)}
            width={place.x(to) - place.x(from)}
            y={0}
            height={1}
          />
        ))}
        <path className={styles['axis']} d={`M0 ${place.y(0)}H1M${place.x(0)} 0V1`} />
        {rug && (
          <svg x={0} y={0.86} width={1} height={0.14} viewBox="0 0 1 1" preserveAspectRatio="none">
            <path className={styles['rug']} d={rugLines} />
          </svg>
        )}
        <path className={styles['derivative']} d={drawn.derivative} />
        <path className={styles['value']} d={drawn.value} />
        {marks.map(({ z, label: text = '' }) => (
          <path key={`${text} ${z}`} className={styles['mark']} d={`M${place.x(limit(z))} 0V1`} />
        ))}
      </svg>
      {marks.map(({ label: text }, i) =>
        text ? (
          <span
            key={text}
            className={styles['label']}
            style={{ '--x': share(labels[i]) } as CSSProperties}
            aria-hidden="true"
          >
            {text}
          </span>
        ) : null,
      )}
      {marks.map(({ z, label: text = '' }) => (
        <span
          key={`${text} ${z}`}
          className={styles['dots']}
          style={{ '--x': share(place.x(limit(z))) } as CSSProperties}
          aria-hidden="true"
        >
          <Dot at={place.y(value(z))} kind="value" />
          <Dot at={place.y(derivative(z))} kind="derivative" />
        </span>
      ))}
    </PlaneFrame>
  )
}

/** Where the line of a mark meets a curve; at the edge where the curve is beyond it. */
function Dot({ at, kind }: { readonly at: number; readonly kind: 'value' | 'derivative' }) {
  if (Number.isNaN(at)) return null
  const inside = Math.min(1, Math.max(0, at))
  return (
    <i
      className={styles['dot']}
      data-kind={kind}
      data-beyond={inside === at ? undefined : ''}
      style={{ '--y': share(inside) } as CSSProperties}
    />
  )
}

const share = (part: number) => `${(100 * part).toFixed(2)}%`

/** Which line is which, and what the shade means. */
export function ActivationLegend({ rug }: { readonly rug?: string | undefined }) {
  return (
    <p className={styles['legend']}>
      <span>
        <i className={styles['key']} data-kind="value" /> σ(z)
      </span>
      <span>
        <i className={styles['key']} data-kind="derivative" /> σ′(z)
      </span>
      <span>
        <i className={styles['key']} data-kind="flat" /> saturated: |σ′(z)| &lt; 0.01
      </span>
      {rug && (
        <span>
          <i className={styles['key']} data-kind="rug" /> {rug}
        </span>
      )}
    </p>
  )
}

import { Link2, Unlink2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Padding } from '../../model/window'
import { linearScale } from '../shared/controls/scale'
import { Select } from '../shared/controls/select'
import { Slider } from '../shared/controls/slider'
import styles from './convolution.module.css'
import { mostPadding, RANGE } from './misfit'
import type { Sweep } from './sweep'
import {
  edit,
  setDilation,
  setKernel,
  setPadding,
  setSize,
  setSquare,
  setStride,
  type TableState,
} from './table'

interface ControlsProps {
  readonly state: TableState
  readonly over: Sweep
}

/** Sizes and steps of the window. */
export function Controls({ state, over }: ControlsProps) {
  const { height, width } = state.input
  const { square, operation } = state
  const link = (
    <button
      type="button"
      className={styles['link']}
      aria-pressed={square}
      aria-label="Height and width alike"
      title={square ? 'Set height and width apart' : 'Set height and width as one'}
      onClick={() => edit(setSquare(!square))}
    >
      {square ? <Link2 aria-hidden /> : <Unlink2 aria-hidden />}
    </button>
  )
  return (
    <div className={styles['controls']}>
      <Control
        label={square ? 'Input' : 'Input height'}
        symbol="i"
        extra={link}
        value={height}
        text={square ? `${height}×${height}` : String(height)}
        range={RANGE.size}
        onChange={(value) => edit(setSize({ height: value, width: square ? value : width }))}
      />
      {!square && (
        <Control
          label="Input width"
          value={width}
          range={RANGE.size}
          onChange={(value) => edit(setSize({ height, width: value }))}
        />
      )}
      <Control
        label={operation === 'convolution' ? 'Kernel' : 'Window'}
        symbol="k"
        value={over.kernel}
        text={`${over.kernel}×${over.kernel}`}
        range={RANGE.kernel}
        onChange={(value) => edit(setKernel(value))}
      />
      <Control
        label="Stride"
        symbol="s"
        value={over.stride}
        range={RANGE.stride}
        onChange={(value) => edit(setStride(value))}
      />
      <PaddingControl {...{ state, over }} />
      {operation === 'convolution' && (
        <Control
          label="Dilation"
          symbol="d"
          value={over.dilation}
          range={RANGE.dilation}
          onChange={(value) => edit(setDilation(value))}
        />
      )}
    </div>
  )
}

interface ControlProps {
  readonly label: string
  /** In the formula. */
  readonly symbol?: string
  readonly extra?: ReactNode
  readonly value: number
  /** The value as it is shown, if it is more than the number. */
  readonly text?: string
  /** In the place of the value. */
  readonly choice?: ReactNode
  readonly range: { readonly min: number; readonly max: number }
  readonly onChange: (value: number) => void
}

function Control(props: ControlProps) {
  const { label, symbol, extra, value, text = String(value), choice, range, onChange } = props
  return (
    <div className={styles['control']}>
      <div>
        <span>
          {label} {symbol && <i>{symbol}</i>} {extra}
        </span>
        {choice ?? <b>{text}</b>}
      </div>
      <Slider
        label={label}
        scale={linearScale(range.min, range.max, 1)}
        value={value}
        format={() => text}
        onChange={onChange}
      />
    </div>
  )
}

function PaddingControl({ state: { operation }, over }: ControlsProps) {
  const most = mostPadding(operation, over.kernel)
  const names = [
    'valid',
    ...(operation === 'convolution' ? ['same'] : []),
    ...Array.from({ length: most }, (_, i) => String(i + 1)),
  ]
  const { padding } = over
  const shown = padding === 0 ? 'valid' : String(padding)
  const set = (value: Padding) => edit(setPadding(value))
  return (
    <Control
      label="Padding"
      symbol="p"
      value={over.before.row}
      text={padding === 'same' ? `same, ${over.before.row}` : shown}
      range={{ min: 0, max: most }}
      choice={
        <Select
          label="Kind of padding"
          value={shown}
          options={names.map((name) => ({ value: name, label: name }))}
          onChange={(name) => set(name === 'valid' || name === 'same' ? name : Number(name))}
        />
      }
      onChange={(value) => set(value === 0 ? 'valid' : value)}
    />
  )
}

import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { useSize } from '../shared/canvas'
import { NumberField } from '../shared/controls/number-field'
import { Segments } from '../shared/controls/segments'
import { Toggle } from '../shared/controls/toggle'
import { useMedia } from '../shared/media'
import { explain, type Operation, outputOf, winnersOf } from './compute'
import { Controls } from './controls'
import styles from './convolution.module.css'
import { clampPlace, type Place, valueAt } from './grid'
import { misfit } from './misfit'
import { Network } from './network'
import { numberText, placeText } from './number-text'
import { useSides } from './sides'
import { SizeFormula } from './size-formula'
import type { Spotlight } from './spotlight'
import { Stage } from './stage'
import { SumLine } from './sum-line'
import { feeds, fits, type Sweep, sweep, usesOf } from './sweep'
import {
  edit,
  select,
  setBias,
  setOperation,
  setRelu,
  type TableState,
  table,
  windowOf,
} from './table'

const OPERATIONS: readonly { readonly value: Operation; readonly label: string }[] = [
  { value: 'convolution', label: 'Convolution' },
  { value: 'maxPooling', label: 'Max pooling' },
  { value: 'averagePooling', label: 'Average pooling' },
]

/** Convolution and pooling by hand: any input, any filter, every number of every step. */
export function ConvolutionTable() {
  const state = useStore(table)
  const [room, size] = useSize<HTMLDivElement>()
  const isTouch = useMedia('(pointer: coarse)')
  const [spotlight, setSpotlight] = useState<Spotlight>(null)
  const { operation, input, filter, bias, relu } = state
  const window = windowOf(state)
  const over = useMemo(() => sweep(input, window), [input, window])
  const calculation = useMemo(
    () => ({ operation, input, filter, bias, relu }),
    [operation, input, filter, bias, relu],
  )
  const problem = misfit(operation, input, window)
  const sides = useSides(operation, over, size)
  const output = useMemo(
    () => (fits(over) ? outputOf(calculation, over) : null),
    [calculation, over],
  )
  const selected = clampPlace(over.output, state.selected)
  const { row, column } = selected
  const explanation = useMemo(
    () => (fits(over) ? explain(calculation, over, { row, column }) : null),
    [calculation, over, row, column],
  )
  const onSelect = (place: Place) => edit(select(place))
  const winners = useMemo(
    () => (fits(over) ? winnersOf(calculation, over) : []),
    [calculation, over],
  )
  return (
    <section className={styles['table']} aria-label="Convolution table">
      <div ref={room} aria-hidden className={styles['room']} />
      <header className={styles['head']}>
        <Segments
          label="Operation"
          value={operation}
          options={OPERATIONS}
          onChange={(value) => edit(setOperation(value))}
        />
        <SizeFormula over={over} />
      </header>
      <Controls state={state} over={over} />
      <div className={styles['body']} data-beside={sides.beside || undefined}>
        <div className={styles['main']}>
          <Stage
            {...{ state, over, output, explanation, selected, problem, spotlight, sides }}
            onSpotlight={setSpotlight}
          />
          {explanation && (
            <>
              <div className={styles['result']}>
                <SumLine {...{ operation, explanation, selected, bias, relu }} />
                {operation === 'convolution' && <After state={state} />}
              </div>
              <p className={styles['hint']}>
                {spotlight ? told(spotlight, state, over) : HINTS[isTouch ? 'touch' : 'keys']}
              </p>
            </>
          )}
        </div>
        {output && (
          <Network
            {...{ operation, input, output, over, selected, winners, spotlight, onSelect }}
            onSpotlight={setSpotlight}
          />
        )}
      </div>
    </section>
  )
}

/** What follows the sum. */
function After({ state }: { readonly state: TableState }) {
  return (
    <div className={styles['after']}>
      <span>
        Bias{' '}
        <NumberField
          label="Bias"
          value={state.bias}
          min={-99}
          max={99}
          width={6}
          next={(value, direction) => value + direction * 0.5}
          onChange={(value) => edit(setBias(value))}
        />
      </span>
      <Toggle checked={state.relu} onChange={(on) => edit(setRelu(on))}>
        ReLU
      </Toggle>
    </div>
  )
}

const HINTS = {
  keys: 'Arrow keys move the window over the output, Space slides it. Click pixels to paint, weights to edit, or type into them.',
  touch: 'Tap an output to move the window. Tap pixels to paint, weights to edit.',
} as const

/** What the spotlight shows, in words. */
function told(
  { kind, place }: NonNullable<Spotlight>,
  { operation, input, filter }: TableState,
  over: Sweep,
): string {
  if (kind === 'pixel') {
    const count = feeds(over, place).length
    const weights = operation === 'convolution' ? ', each through another weight' : ''
    const feeding =
      count === 0 ? 'no output' : count === 1 ? '1 output' : `${count} outputs${weights}`
    return `Input at ${placeText(place)} is ${numberText(valueAt(input, place))}; it feeds ${feeding}.`
  }
  const count = usesOf(over, place).length
  const all = over.output.height * over.output.width
  const uses = count === all ? `all ${all} outputs` : `${count} of the ${all} outputs`
  const rest = count === all ? '' : '; in the others there is padding'
  return operation === 'convolution'
    ? `Weight at ${placeText(place)} is ${numberText(valueAt(filter, place))}, the same one for ${uses}${rest}.`
    : `The pixel at ${placeText(place)} of the window, for ${uses}${rest}.`
}

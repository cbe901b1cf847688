import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { Button, IconButton } from '../shared/controls/button'
import { Info } from '../shared/controls/info'
import { NumberField } from '../shared/controls/number-field'
import { Select } from '../shared/controls/select'
import type { Explanation } from './compute'
import styles from './convolution.module.css'
import { FilterBoard } from './filter-board'
import { classicFilters, filterNames } from './filters'
import { type Grid, indexOf, type Place, placeAt } from './grid'
import { InputBoard } from './input-board'
import { inputNames, readyInputs } from './inputs'
import type { Misfit } from './misfit'
import { OutputBoard } from './output-board'
import { Products } from './products'
import type { Sides } from './sides'
import type { Spotlight } from './spotlight'
import { feeds, type Sweep } from './sweep'
import {
  applyFix,
  chooseFilter,
  chooseInput,
  edit,
  select,
  setBrush,
  setPixel,
  setWeight,
  type TableState,
} from './table'

interface StageProps {
  readonly state: TableState
  readonly over: Sweep
  /** null where the window does not fit. */
  readonly output: Grid | null
  readonly explanation: Explanation | null
  readonly selected: Place
  readonly problem: Misfit | null
  readonly spotlight: Spotlight
  readonly sides: Sides
  readonly onSpotlight: (spotlight: Spotlight) => void
}

/** The equation in pictures: input, filter, their products, output. */
export function Stage(props: StageProps) {
  const { state, over, output, explanation, selected, problem, spotlight, onSpotlight } = props
  const { operation, input, filter, brush } = state
  const isConvolution = operation === 'convolution'
  const { side, filterSide, productSide, layout } = props.sides
  const lit = litWeight(spotlight, explanation)
  const fed =
    spotlight?.kind === 'pixel' ? feeds(over, spotlight.place).map((feed) => feed.output) : []
  const { playing, toggle, stop } = useSliding(over, selected)
  return (
    <div className={styles['stage']} data-layout={layout}>
      <Figure
        kind="input"
        title="Input"
        size={`${input.height}×${input.width}`}
        extra={<Brush value={brush} onChange={(value) => edit(setBrush(value))} />}
        choice={<InputChoice state={state} />}
      >
        <InputBoard
          {...{ operation, input, over, selected, side, brush, spotlight, onSpotlight }}
          onPixel={(place, value) => edit(setPixel(place, value))}
        />
      </Figure>
      {isConvolution && (
        <>
          <Sign text="⊙" />
          <Figure
            kind="filter"
            title="Filter"
            size={`${filter.height}×${filter.width}`}
            extra={<FilterInfo state={state} />}
            choice={<FilterChoice state={state} />}
          >
            <FilterBoard
              {...{ filter, lit, onSpotlight }}
              side={filterSide}
              onWeight={(place, value) => edit(setWeight(place, value))}
            />
          </Figure>
        </>
      )}
      {explanation && output && (
        <>
          <Sign text={isConvolution ? '=' : '→'} />
          <Figure
            kind="products"
            title={isConvolution ? 'Products' : 'Window'}
            size={`${over.kernel}×${over.kernel}`}
            choice={
              <span className={styles['where']}>
                for output ({selected.row + 1}, {selected.column + 1})
              </span>
            }
          >
            <Products
              {...{ operation, explanation, lit, onSpotlight }}
              kernel={over.kernel}
              side={productSide}
            />
          </Figure>
          <Sign text={operation === 'maxPooling' ? 'max' : 'Σ'} />
          <Figure
            kind="output"
            title="Output"
            size={`${output.height}×${output.width}`}
            choice={
              <SlideButtons
                {...{ output, selected, playing, toggle }}
                onSelect={(place) => {
                  stop()
                  edit(select(place))
                }}
              />
            }
          >
            <OutputBoard
              {...{ output, selected, side, fed }}
              onSelect={(place) => {
                stop()
                edit(select(place))
              }}
              onPlay={toggle}
            />
          </Figure>
        </>
      )}
      {problem && <Problem problem={problem} />}
    </div>
  )
}

/** The weight in the spotlight, or the one that meets the pixel in the spotlight. */
function litWeight(spotlight: Spotlight, explanation: Explanation | null): Place | undefined {
  if (spotlight?.kind === 'weight') return spotlight.place
  if (!spotlight) return undefined
  const { row, column } = spotlight.place
  return explanation?.terms.find(({ pixel }) => pixel.row === row && pixel.column === column)
    ?.weight
}

/** Moves the window along the rows while playing. */
function useSliding({ output }: Sweep, selected: Place) {
  const [playing, setPlaying] = useState(false)
  const index = indexOf(output, selected)
  const last = output.height * output.width - 1
  const { width } = output
  useEffect(() => {
    if (!playing) return
    const timer = setTimeout(() => {
      if (index >= last) setPlaying(false)
      else edit(select(placeAt({ height: 0, width }, index + 1)))
    }, STEP_MS)
    return () => clearTimeout(timer)
  }, [playing, index, last, width])
  return {
    playing,
    stop: () => setPlaying(false),
    toggle() {
      if (!playing && index >= last) edit(select({ row: 0, column: 0 }))
      setPlaying(!playing)
    },
  }
}

/** Time to read the sum, yet not to wait. */
const STEP_MS = 700

interface FigureProps {
  readonly title: string
  readonly size: string
  readonly kind: 'input' | 'filter' | 'products' | 'output'
  readonly extra?: ReactNode
  readonly choice: ReactNode
  readonly children: ReactNode
}

function Figure({ title, size, kind, extra, choice, children }: FigureProps) {
  return (
    <figure className={styles['figure']} data-kind={kind}>
      <figcaption>
        <div>
          <span>
            <strong>{title}</strong> {size}
          </span>
          {extra}
        </div>
        <div>{choice}</div>
      </figcaption>
      <div className={styles['centre']}>{children}</div>
    </figure>
  )
}

function Sign({ text }: { readonly text: string }) {
  return (
    <span aria-hidden className={styles['sign']} data-word={text.length > 1 || undefined}>
      {text}
    </span>
  )
}

interface ChoiceProps {
  readonly state: TableState
}

const OWN = { value: 'own', label: 'Your own', disabled: true } as const

function InputChoice({ state: { inputName } }: ChoiceProps) {
  const ready = inputNames.map((value) => ({ value, label: readyInputs[value].label }))
  return (
    <Select
      label="Ready inputs"
      value={inputName}
      options={inputName === 'own' ? [OWN, ...ready] : ready}
      onChange={(name) => {
        if (name !== 'own') edit(chooseInput(name))
      }}
    />
  )
}

function FilterChoice({ state: { filterName } }: ChoiceProps) {
  const classic = filterNames.map((value) => ({ value, label: classicFilters[value].label }))
  return (
    <Select
      label="Classic filters"
      value={filterName}
      options={filterName === 'own' ? [OWN, ...classic] : classic}
      onChange={(name) => {
        if (name !== 'own') edit(chooseFilter(name))
      }}
    />
  )
}

function FilterInfo({ state: { filterName } }: { readonly state: TableState }) {
  const about =
    filterName === 'own'
      ? { title: 'Your own filter', help: 'In a network, training finds the weights.' }
      : { title: classicFilters[filterName].label, help: classicFilters[filterName].help }
  return (
    <Info
      title={about.title}
      help={`${about.help} As in all networks the filter is laid on as it is, not flipped; mathematics calls that cross-correlation.`}
      equation="y(r, c) = b + Σ x(r·s + m·d − p, c·s + n·d − p) · w(m, n)"
    />
  )
}

function Brush({
  value,
  onChange,
}: {
  readonly value: number
  readonly onChange: (value: number) => void
}) {
  return (
    <span className={styles['brush']}>
      paint
      <NumberField
        label="Value to paint with"
        {...{ value, onChange }}
        min={-99}
        max={99}
        width={4.5}
        next={(from, direction) => from + direction * 0.5}
      />
    </span>
  )
}

interface SlideButtonsProps {
  readonly output: Grid
  readonly selected: Place
  readonly playing: boolean
  readonly toggle: () => void
  readonly onSelect: (place: Place) => void
}

function SlideButtons({ output, selected, playing, toggle, onSelect }: SlideButtonsProps) {
  const index = indexOf(output, selected)
  return (
    <span className={styles['slide']} role="group" aria-label="Window">
      <IconButton
        label="Previous output"
        disabled={index === 0}
        onClick={() => onSelect(placeAt(output, index - 1))}
      >
        <ChevronLeft aria-hidden />
      </IconButton>
      <IconButton label={playing ? 'Stop the window' : 'Slide the window'} onClick={toggle}>
        {playing ? <Pause aria-hidden /> : <Play aria-hidden />}
      </IconButton>
      <IconButton
        label="Next output"
        disabled={index === output.values.length - 1}
        onClick={() => onSelect(placeAt(output, index + 1))}
      >
        <ChevronRight aria-hidden />
      </IconButton>
    </span>
  )
}

function Problem({ problem: { message, fixes } }: { readonly problem: Misfit }) {
  return (
    <div className={styles['problem']} role="alert">
      <p>{message}</p>
      <div className={styles['fixes']}>
        {fixes.map((fix, i) => (
          <Button
            key={fix.kind}
            look={i === 0 ? 'primary' : 'plain'}
            onClick={() => edit(applyFix(fix))}
          >
            {fix.label}
          </Button>
        ))}
      </div>
    </div>
  )
}

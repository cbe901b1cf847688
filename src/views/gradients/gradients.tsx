import { type CSSProperties, useRef, useState } from 'react'
import type { Loaded } from '../../worker/protocol'
import { Info } from '../shared/controls/info'
import { Segments } from '../shared/controls/segments'
import { useNetworkLabel, useRun, useSelection, useWorkbench } from '../shared/workbench'
import { Bars } from './bars'
import board from './board.module.css'
import styles from './gradients.module.css'
import { HeatMap } from './heat-map'
import { Histograms } from './histograms'
import {
  intervalOf,
  QUANTITIES,
  type Quantity,
  type QuantityName,
  quantityNames,
} from './quantities'
import type { Distribution } from './sample'
import { useLook } from './use-look'
import { VerdictLine } from './verdict-line'

/** What reaches each layer of the coming update, over the whole run, and what is wrong with it. */
export function Gradients() {
  const loaded = useRun((state) => state.loaded)
  return loaded && <GradientsOf loaded={loaded} />
}

const DISTRIBUTIONS: readonly { readonly value: Distribution; readonly label: string }[] = [
  { value: 'output', label: 'Activations' },
  { value: 'preActivation', label: 'Pre-activations' },
  { value: 'weight', label: 'Weights' },
  { value: 'gradient', label: 'Gradients' },
]

/** Layers that have room to spare. */
const FEW = 8

type Shown = QuantityName | 'histograms'

function GradientsOf({ loaded }: { readonly loaded: Loaded }) {
  const landmark = useNetworkLabel('Gradients')
  const { selection } = useWorkbench()
  const { rows, look } = useLook(loaded)
  const [shown, setShown] = useState<Shown>('gradient')
  const [second, setSecond] = useState(false)
  const [distribution, setDistribution] = useState<Distribution>('output')
  const selected = useSelection(({ unit }) => unit?.layer)
  const view = useRef<HTMLElement>(null)
  const choose = (layer: string) =>
    selection.setState({ unit: { layer, unit: 0 }, edge: null, pixel: null })
  const jump = (layer: string) => {
    choose(layer)
    const row = view.current?.querySelector(`[data-layer="${layer}"]`)
    row?.scrollIntoView({ block: 'nearest' })
  }
  const quantity: Quantity | null = shown === 'histograms' ? null : QUANTITIES[shown]
  const { figure } = (second && quantity?.variants[1]) || quantity?.variants[0] || { figure: null }
  return (
    <section
      ref={view}
      className={styles['view']}
      aria-label={landmark}
      data-few={rows.length <= FEW ? '' : undefined}
      style={{ '--letters': Math.max(...rows.map(({ title }) => title.length)) } as CSSProperties}
    >
      <VerdictLine
        look={look}
        row={rows.findIndex(({ name }) => name === selected)}
        onJump={jump}
      />
      <header className={styles['toolbar']}>
        <Segments<Shown>
          label="What is shown of each layer"
          value={shown}
          options={[
            ...quantityNames.map((value) => ({ value, label: QUANTITIES[value].label })),
            { value: 'histograms' as const, label: 'Histograms' },
          ]}
          onChange={setShown}
        />
        {quantity?.variants[1] && (
          <Segments<'first' | 'second'>
            label={`${quantity.label}: which number`}
            value={second ? 'second' : 'first'}
            options={[
              { value: 'first', label: quantity.variants[0].label },
              { value: 'second', label: quantity.variants[1].label },
            ]}
            onChange={(value) => setSecond(value === 'second')}
          />
        )}
        {quantity && (
          <span className={styles['symbol']}>
            {quantity.symbol}
            <Info title={quantity.label} help={quantity.help} />
          </span>
        )}
        {!quantity && (
          <Segments<Distribution>
            label="Histograms of"
            value={distribution}
            options={DISTRIBUTIONS}
            onChange={setDistribution}
          />
        )}
      </header>
      {!look ? (
        <p className={styles['waiting']}>Waiting for the first update to be taken apart.</p>
      ) : quantity && figure ? (
        <Board {...{ look, rows, quantity, figure, selected }} onChoose={choose} />
      ) : (
        <Histograms {...{ look, rows, distribution, selected }} onChoose={choose} />
      )}
    </section>
  )
}

type BoardProps = Omit<Parameters<typeof Bars>[0], 'interval'>

/** Bars and heat map share rows and scale. */
function Board(props: BoardProps) {
  const { look, quantity, figure } = props
  const interval = intervalOf(quantity, figure, look.history.entries)
  return (
    // The rows hold buttons, so it scrolls by keyboard too.
    <div className={board['board']}>
      <Bars {...props} interval={interval} />
      <HeatMap {...props} interval={interval} />
    </div>
  )
}

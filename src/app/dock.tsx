import { X } from 'lucide-react'
import { type ComponentType, lazy, useId, useState } from 'react'
import { IconButton } from '../views/shared/controls/button'
import { Tabs, tabId } from '../views/shared/controls/tabs'
import { hasFilters, showsImages } from '../views/shared/layers'
import { useExperiment, useRun, useWorkbench } from '../views/shared/workbench'
import type { Loaded } from '../worker/protocol'
import styles from './dock.module.css'
import { dockHeight, useWindowHeight } from './dock-height'
import {
  Activations,
  Arithmetic,
  Chain,
  Confusion,
  ConvolutionTable,
  Examples,
  FeatureMaps,
  Filters,
  Gradients,
  Graph,
  StepByStep,
} from './dock-views'
import { useCompared } from './page'
import { Separator } from './separator'
import { ViewBoundary } from './view-boundary'

const DockNetworks = lazy(() =>
  import('./dock-networks').then(({ DockNetworks: C }) => ({ default: C })),
)

interface DockView {
  readonly label: string
  readonly View: ComponentType
  /** In CSS pixels, until the visitor sets one for all. */
  readonly height?: number
  /** For networks for which it means something; for all if left out. */
  readonly suits?: (loaded: Loaded) => boolean
}

const views = {
  gradients: { label: 'Gradients', View: Gradients, height: 460 },
  step: { label: 'Step by step', View: StepByStep, height: 320 },
  chain: { label: 'Chain', View: Chain, height: 460 },
  graph: { label: 'Graph', View: Graph, height: 480 },
  arithmetic: { label: 'Arithmetic', View: Arithmetic },
  featureMaps: { label: 'Feature maps', View: FeatureMaps, height: 460, suits: showsImages },
  filters: { label: 'Filters', View: Filters, height: 460, suits: hasFilters },
  activations: { label: 'Activations', View: Activations, height: 460 },
  confusion: { label: 'Confusion', View: Confusion, height: 280 },
  examples: { label: 'Examples', View: Examples },
  convolution: { label: 'Convolution', View: ConvolutionTable, height: 460 },
} as const satisfies Readonly<Record<string, DockView>>

type DockName = keyof typeof views
const names = Object.keys(views) as DockName[]

const USUAL_HEIGHT = 240

/** What is worth a look but not always: one view at a time, below the network. */
export function Dock({ className = '' }: { className?: string | undefined }) {
  const { experiment } = useWorkbench()
  const isClassification = useExperiment(({ task }) => task === 'classification')
  const dock = useExperiment(({ view }) => view.dock)
  const compared = useCompared()
  const loaded = useRun((state) => state.loaded)
  const shown = names.filter((name) => {
    const { suits }: DockView = views[name]
    if (name === 'confusion') return isClassification
    return !suits || (loaded !== null && suits(loaded))
  })
  const open = shown.find((name) => name === dock)
  const [chosenHeight, setHeight] = useState<number | null>(null)
  const panelId = useId()
  const view: DockView | undefined = open && views[open]
  const size = dockHeight({
    height: useWindowHeight(),
    scale: Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16,
    wanted: view?.height ?? USUAL_HEIGHT,
    chosen: chosenHeight,
  })
  return (
    <section className={`${styles['dock']} ${className}`} aria-label="Details">
      {open && <Separator label="Height of the details" {...{ ...size, setHeight }} />}
      <div className={styles['head']}>
        <Tabs
          label="Details"
          tabs={shown.map((name) => ({ value: name, label: views[name].label }))}
          selected={open}
          panelId={panelId}
          onSelect={(name) => experiment.show({ dock: name === open ? '' : name })}
        />
        {open && (
          <IconButton label="Close the details" onClick={() => experiment.show({ dock: '' })}>
            <X aria-hidden />
          </IconButton>
        )}
      </div>
      {open && view && (
        <div
          id={panelId}
          role="tabpanel"
          aria-labelledby={tabId(panelId, open)}
          tabIndex={0}
          className={styles['panel']}
          style={{ height: size.height }}
        >
          <ViewBoundary key={open} name={view.label}>
            {compared && open !== 'convolution' ? <DockNetworks {...view} /> : <view.View />}
          </ViewBoundary>
        </div>
      )}
    </section>
  )
}

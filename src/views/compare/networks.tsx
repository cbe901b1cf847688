import { type ReactNode, useId, useState } from 'react'
import type { Bench } from '../../store/variant-bench'
import { Tabs, tabId } from '../shared/controls/tabs'
import { useMedia } from '../shared/media'
import { letterOf, networkName, useDocument, useNetworks } from '../shared/variants'
import { WorkbenchContext } from '../shared/workbench'
import styles from './compare.module.css'

interface NetworksProps {
  /** What the tabs of a narrow screen choose. */
  readonly label: string
  readonly className?: string | undefined
  /** For one network, whose bench is what `useWorkbench` gives there. */
  readonly children: (bench: Bench) => ReactNode
}

/** The same for every network: side by side, or one at a time with tabs where there is no room. */
export function Networks({ label, className = '', children }: NetworksProps) {
  const networks = useNetworks()
  const narrow = useMedia('(width < 44rem)')
  if (narrow) return <OneOf {...{ label, className, networks, children }} />
  return (
    <div className={`${styles['columns']} ${className}`}>
      {networks.map((bench) => (
        <Column key={keyOf(bench)} bench={bench}>
          {children(bench)}
        </Column>
      ))}
    </div>
  )
}

function OneOf({
  label,
  className,
  networks,
  children,
}: NetworksProps & { readonly networks: readonly Bench[] }) {
  const panelId = useId()
  const [chosen, setChosen] = useState(0)
  const document = useDocument()
  const shown = Math.min(chosen, networks.length - 1)
  const bench = networks[shown]
  return (
    <div className={className}>
      <div className={styles['tabs']}>
        <Tabs
          label={label}
          selected={String(shown)}
          panelId={panelId}
          onSelect={(value) => setChosen(Number(value))}
          tabs={networks.map(({ experiment }, i) => ({
            value: String(i),
            label: `${letterOf(i)} ${networkName(document, experiment.get(), i)}`,
          }))}
        />
      </div>
      <div id={panelId} role="tabpanel" aria-labelledby={tabId(panelId, String(shown))}>
        <Column key={keyOf(bench)} bench={bench}>
          {children(bench)}
        </Column>
      </div>
    </div>
  )
}

function Column({ bench, children }: { readonly bench: Bench; readonly children: ReactNode }) {
  return (
    <WorkbenchContext value={bench}>
      <div
        role="group"
        className={styles['column']}
        aria-label={`Network ${letterOf(bench.variant)}`}
      >
        {children}
      </div>
    </WorkbenchContext>
  )
}

const keys = new WeakMap<Bench, string>()
let count = 0

/** A bench stays with its network while others come and go. */
function keyOf(bench: Bench): string {
  const known = keys.get(bench)
  if (known) return known
  count += 1
  keys.set(bench, `network ${count}`)
  return `network ${count}`
}

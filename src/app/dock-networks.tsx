import type { ComponentType } from 'react'
import type { Bench } from '../store/variant-bench'
import { Networks } from '../views/compare/networks'
import { NetworkMark } from '../views/shared/network-mark'
import { networkName, useDocument } from '../views/shared/variants'
import type { Loaded } from '../worker/protocol'
import styles from './dock-networks.module.css'
import { ViewBoundary } from './view-boundary'

interface DockNetworksProps {
  readonly label: string
  readonly View: ComponentType
  /** For networks for which it means something. */
  readonly suits?: ((loaded: Loaded) => boolean) | undefined
}

/** A view of the dock once for every network, each scrolling by itself. */
export function DockNetworks({ label, View, suits }: DockNetworksProps) {
  return (
    <Networks label={`${label} of`} className={styles['networks']}>
      {(bench) => (
        <>
          <Name bench={bench} />
          <div className={styles['view']}>
            <ViewBoundary name={label}>
              {isFor(bench, suits) ? <View /> : <p className={styles['none']}>Not of this one.</p>}
            </ViewBoundary>
          </div>
        </>
      )}
    </Networks>
  )
}

function isFor({ run }: Bench, suits: DockNetworksProps['suits']): boolean {
  const { loaded } = run.getState()
  return !suits || (loaded !== null && suits(loaded))
}

function Name({ bench: { variant, experiment } }: { readonly bench: Bench }) {
  const document = useDocument()
  return (
    <h3 className={styles['name']}>
      <NetworkMark index={variant} />
      <span>{networkName(document, experiment.get(), variant)}</span>
    </h3>
  )
}

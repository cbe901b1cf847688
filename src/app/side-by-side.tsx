import { NetworkHead } from '../views/compare/network-head'
import { Networks } from '../views/compare/networks'
import { ComparedCurves } from '../views/curves/compared-curves'
import { Network } from '../views/network/network'
import { Result } from '../views/result/result'
import { useNetworks } from '../views/shared/variants'
import { DivergenceBanner } from './divergence-banner'
import styles from './side-by-side.module.css'
import { ViewBoundary } from './view-boundary'

/** Several networks in training, what each has learned, and their curves in one chart. */
export function SideBySide() {
  const { length } = useNetworks()
  return (
    <section className={styles['compare']} aria-label="Networks side by side">
      <DivergenceBanner />
      <div className={styles['board']} data-count={length}>
        <Networks label="Networks" className={styles['networks']}>
          {() => (
            <>
              <NetworkHead />
              <div className={styles['result']}>
                <ViewBoundary name="The result">
                  <Result />
                </ViewBoundary>
              </div>
              <div className={styles['network']}>
                <ViewBoundary name="The network">
                  <Network />
                </ViewBoundary>
              </div>
            </>
          )}
        </Networks>
        <div className={styles['curves']}>
          <ViewBoundary name="The curves">
            <ComparedCurves />
          </ViewBoundary>
        </div>
      </div>
    </section>
  )
}

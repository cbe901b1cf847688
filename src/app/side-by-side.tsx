import { NetworkHead } from '../views/compare/network-head'
import { Networks } from '../views/compare/networks'
import { ComparedCurves } from '../views/curves/compared-curves'
import { Network } from '../views/network/network'
import { Result } from '../views/result/result'
import { DivergenceBanner } from './divergence-banner'
import styles from './side-by-side.module.css'
import { ViewBoundary } from './view-boundary'

/** Several networks in training, and their curves in one chart. */
export function SideBySide() {
  return (
    <section className={styles['compare']} aria-label="Networks side by side">
      <DivergenceBanner />
      <Networks label="Networks" className={styles['networks']}>
        {() => (
          <>
            <NetworkHead />
            <div className={styles['network']}>
              <ViewBoundary name="The network">
                <Network />
              </ViewBoundary>
            </div>
            <div className={styles['result']}>
              <ViewBoundary name="The result">
                <Result />
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
    </section>
  )
}

import { lazy, Suspense } from 'react'
import { Popover } from '../shared/controls/popover'
import { useRun } from '../shared/workbench'
import styles from './transport.module.css'

const names = { webgpu: 'WebGPU', wasm: 'WebAssembly' } as const

const BackendChoice = lazy(() =>
  import('./backend-choice').then(({ BackendChoice: C }) => ({ default: C })),
)

/** Which engine computes, why, and a choice of another. */
export function BackendPill() {
  const backend = useRun((state) => state.backend)
  const failed = useRun((state) => state.error !== null && state.loaded === null)
  const name = backend ? names[backend.backend] : failed ? 'no engine' : 'starting…'
  // WebAssembly runs on the processor, whose name no browser tells.
  const text =
    backend?.backend === 'webgpu' && backend.adapter ? `${name} · ${backend.adapter}` : name
  return (
    <Popover
      label={`Engine: ${text}`}
      align="end"
      triggerClass={styles['pill']}
      trigger={
        <>
          <span
            className={styles['dot']}
            data-state={backend ? 'ready' : failed ? 'failed' : 'waiting'}
          />
          <span>{text}</span>
        </>
      }
      content={() => (
        <Suspense>
          <BackendChoice name={text} />
        </Suspense>
      )}
    />
  )
}

import { useState } from 'react'
import { Popover } from '../shared/controls/popover'
import { Segments } from '../shared/controls/segments'
import { useRun, useWorkbench } from '../shared/workbench'
import styles from './transport.module.css'

const names = { webgpu: 'WebGPU', wasm: 'WebAssembly' } as const
const choices = [
  { value: 'auto', label: 'automatic' },
  { value: 'webgpu', label: 'WebGPU' },
  { value: 'wasm', label: 'WebAssembly' },
] as const

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
      content={() => <BackendChoice name={text} />}
    />
  )
}

function BackendChoice({ name }: { name: string }) {
  const workbench = useWorkbench()
  const reason = useRun((state) => state.backend?.reason ?? '')
  const [choice, setChoice] = useState(workbench.backendChoice)
  return (
    <div className={styles['backend']}>
      <strong>{name}</strong>
      {reason && <p>{reason}</p>}
      <Segments
        label="Engine"
        value={choice}
        options={choices}
        onChange={(value) => {
          setChoice(value)
          workbench.setBackend(value)
        }}
      />
      <p>Weights move along when the engine changes.</p>
    </div>
  )
}

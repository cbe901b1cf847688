import { useState } from 'react'
import { Segments } from '../shared/controls/segments'
import { useRun, useWorkbench } from '../shared/workbench'
import styles from './choices.module.css'

const choices = [
  { value: 'auto', label: 'automatic' },
  { value: 'webgpu', label: 'WebGPU' },
  { value: 'wasm', label: 'WebAssembly' },
] as const

/** Why this engine, and the others. */
export function BackendChoice({ name }: { name: string }) {
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

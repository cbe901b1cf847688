import { Component, type ReactNode, Suspense } from 'react'
import { Button } from '../views/shared/controls/button'
import styles from './view-boundary.module.css'

interface ViewBoundaryProps {
  readonly name: string
  readonly children: ReactNode
}

/** One view that fails must not take the others along. */
export class ViewBoundary extends Component<ViewBoundaryProps, { error: string | null }> {
  override state: { error: string | null } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error.message : String(error) }
  }

  override render(): ReactNode {
    const { name, children } = this.props
    const { error } = this.state
    if (error === null) return <Suspense fallback={<div aria-busy="true" />}>{children}</Suspense>
    return (
      <div role="alert" className={styles['failure']}>
        <p>
          <strong>{name} cannot be shown.</strong> The rest goes on; your experiment is kept.
        </p>
        <p className={styles['detail']}>{error}</p>
        <Button onClick={() => this.setState({ error: null })}>Try again</Button>
      </div>
    )
  }
}

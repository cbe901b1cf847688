import { Component, type ReactNode } from 'react'
import styles from './error-boundary.module.css'

interface ErrorBoundaryProps {
  readonly link: () => string
  readonly children: ReactNode
}

/** When the page itself fails: says so, keeps the experiment's link, and offers what may help. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (!error) return this.props.children
    const link = this.#link()
    return (
      <main className={styles['page']}>
        <h1>Something on this page broke.</h1>
        <p>Your experiment is not lost: this link holds all of it. Copy it before anything else.</p>
        <input readOnly value={link} aria-label="Link to your experiment" />
        <p>
          <button type="button" onClick={() => location.reload()}>
            Reload the page
          </button>
          <a href={location.pathname} onClick={forget}>
            Start afresh
          </a>
        </p>
        <pre>{error.message}</pre>
      </main>
    )
  }

  #link(): string {
    try {
      return this.props.link()
    } catch {
      return location.href
    }
  }
}

/** An experiment that breaks the page would do so again on the next visit. */
function forget(): void {
  try {
    localStorage.removeItem('glassnet.experiment')
  } catch {
    // Nothing was stored then.
  }
}

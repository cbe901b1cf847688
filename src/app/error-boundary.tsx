import { Component, type ReactNode } from 'react'
import styles from './error-boundary.module.css'

interface ErrorBoundaryProps {
  readonly link: () => Promise<string>
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly error: Error | null
  readonly link: string
}

/** When the page itself fails: says so, keeps the experiment's link, and offers what may help. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null, link: '' }

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override componentDidCatch(): void {
    // The address in the bar is nearly as new, if even this fails.
    this.props.link().then(
      (link) => this.setState({ link }),
      () => undefined,
    )
  }

  override render(): ReactNode {
    const { error, link } = this.state
    if (!error) return this.props.children
    return (
      <main className={styles['page']}>
        <h1>Something on this page broke.</h1>
        <p>Your experiment is not lost: this link holds all of it. Copy it before anything else.</p>
        <input readOnly value={link || location.href} aria-label="Link to your experiment" />
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
}

/** An experiment that breaks the page would do so again on the next visit. */
function forget(): void {
  try {
    localStorage.removeItem('glassnet.experiment')
  } catch {
    // Nothing was stored then.
  }
}

import { Component, type ReactNode } from 'react'
import { MissingPartError } from '#platform/load-screen.ts'
import type { ReportError } from '#platform/report-error.ts'
import { dropFirstPictures } from '#ui/drop-first-pictures.ts'
import { ErrorFallback, MissingPart } from './error-fallback.tsx'

interface ErrorBoundaryProps {
  /** Names the part in the report. */
  readonly where: string
  readonly reportError: ReportError
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly error?: unknown
  readonly errorId?: string
  readonly hasFailed: boolean
}

/** Keeps one broken part from taking the rest of the page with it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { hasFailed: false }

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error, hasFailed: true }
  }

  override componentDidCatch(error: unknown): void {
    dropFirstPictures()
    if (error instanceof MissingPartError) error.forget()
    this.setState({ errorId: this.props.reportError({ error, where: this.props.where }) })
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children
    const tryAgain = () => this.setState({ hasFailed: false })
    if (this.state.error instanceof MissingPartError) return <MissingPart onNetwork={tryAgain} />
    return <ErrorFallback errorId={this.state.errorId} onTryAgain={tryAgain} />
  }
}

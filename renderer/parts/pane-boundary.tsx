import { Component } from 'react';
import type { ReactNode } from 'react';
import { FailureNotice } from './failure-notice.tsx';
import styles from './pane-boundary.module.css';

interface PaneBoundaryProps {
  /** As in `the entry`; completes the sentence `Abendbook could not show …`. */
  readonly what: string;
  /** Another value gives the pane another chance, such as when another entry is selected. */
  readonly resetKey?: string | null;
  readonly children: ReactNode;
}

interface PaneBoundaryState {
  readonly error: unknown;
  readonly failedFor: string | null | undefined;
}

/** Keeps a bug in one pane from taking the rest of the window with it. */
export class PaneBoundary extends Component<PaneBoundaryProps, PaneBoundaryState> {
  override state: PaneBoundaryState = { error: null, failedFor: null };

  static getDerivedStateFromError(error: unknown): Partial<PaneBoundaryState> {
    return { error: error ?? new Error('unknown') };
  }

  static getDerivedStateFromProps(
    props: PaneBoundaryProps,
    state: PaneBoundaryState,
  ): Partial<PaneBoundaryState> | null {
    return props.resetKey === state.failedFor ? null : { error: null, failedFor: props.resetKey };
  }

  readonly #retry = () => this.setState({ error: null });

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const detail = error instanceof Error ? error.message : 'something unknown was thrown';
    return (
      <div className={styles.pane}>
        <FailureNotice
          failure={{
            kind: 'unexpected',
            message: `Abendbook could not show ${this.props.what}: ${detail}`,
            recovery: 'Your knowledge base was not changed, and the rest of the window still works.',
          }}
          onRetry={this.#retry}
        />
      </div>
    );
  }
}

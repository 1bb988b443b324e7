import { Component } from 'react';
import type { ReactNode } from 'react';
import styles from './entry-text.module.css';

interface MarkdownFallbackProps {
  readonly text: string;
  readonly children: ReactNode;
}

/** Shows the text as it was typed where it cannot be shown as Markdown, such as when it nests too deeply. */
export class MarkdownFallback extends Component<MarkdownFallbackProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return <pre className={styles.plain}>{this.props.text}</pre>;
  }
}

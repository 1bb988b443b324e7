import { Suspense, lazy, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { formatNumber } from '../parts/format.ts';
import { canBeMarkdown } from './can-be-markdown.ts';
import styles from './entry-text.module.css';
import { MarkdownFallback } from './markdown-fallback.tsx';
import { shorten } from './shorten.ts';

const Markdown = lazy(() => import('./markdown.tsx'));

/** Longer texts are cut until all of them is asked for, and then shown as they are typed: reading Markdown would take seconds. */
const mostAsMarkdown = 20_000;

/** The problem or the solution of an entry, as Markdown where that is quick. */
export function EntryText({ text }: { readonly text: string }) {
  const [all, setAll] = useState(false);
  if (text.length > mostAsMarkdown && all) return <pre className={styles.plain}>{text}</pre>;
  const shown = shorten(text, mostAsMarkdown);
  return (
    <>
      {canBeMarkdown(shown) ? (
        <MarkdownFallback text={shown}>
          <Suspense fallback={<pre className={styles.plain}>{shown}</pre>}>
            <Markdown text={shown} />
          </Suspense>
        </MarkdownFallback>
      ) : (
        <pre className={styles.plain}>{shown}</pre>
      )}
      {shown.length < text.length ? (
        <p className={styles.more}>
          <span>
            The first {formatNumber(shown.length)} of {formatNumber(text.length)} characters.
          </span>
          <Button onPress={() => setAll(true)}>Show all</Button>
        </p>
      ) : null}
    </>
  );
}

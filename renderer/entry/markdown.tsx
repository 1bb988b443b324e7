import { memo } from 'react';
import type { ComponentPropsWithoutRef } from 'react';
import ReactMarkdown from 'react-markdown';
import type { Components } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { ask } from '../bridge.ts';
import { Button } from '../parts/button.tsx';
import { showNotice } from '../shell/notices-store.ts';
import { CodeBlock } from './code-block.tsx';
import { htmlAsText } from './html-as-text.ts';
import styles from './markdown.module.css';

/** Entry text as Markdown. HTML in it is shown as text, images are not loaded, and only https addresses can be opened. */
const Markdown = memo(function Markdown({ text }: { readonly text: string }) {
  return (
    <div className={styles.text}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm, htmlAsText]}
        rehypePlugins={[rehypeSanitize]}
        components={components}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
});

export default Markdown;

const components: Components = {
  a: ({ href, children }) => <Address href={href}>{children}</Address>,
  img: ({ alt }) => <span>{alt}</span>,
  pre: ({ children }) => <CodeBlock>{children}</CodeBlock>,
  table: ({ children }) => (
    <div className={styles.table} role="group" aria-label="Table" tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
  input: ({ checked }) => <span>{checked ? '☑ ' : '☐ '}</span>,
  h1: ({ children }) => <h4>{children}</h4>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h4>{children}</h4>,
  h5: ({ children }) => <h4>{children}</h4>,
  h6: ({ children }) => <h4>{children}</h4>,
};

function Address({ href, children }: Pick<ComponentPropsWithoutRef<'a'>, 'href' | 'children'>) {
  if (!href?.startsWith('https://')) return <span>{children}</span>;
  return (
    <Button look="link" aria-description={`Opens ${href} in the browser`} onPress={() => void openLink(href)}>
      {children}
    </Button>
  );
}

async function openLink(url: string): Promise<void> {
  const outcome = await ask('app:open-link', { url });
  if (!outcome.ok)
    showNotice({ text: `${outcome.failure.message} ${outcome.failure.recovery}`, failed: true });
}

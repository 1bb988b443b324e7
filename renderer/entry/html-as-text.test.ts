import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import ReactMarkdown from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import { expect, test } from 'vitest';
import { htmlAsText } from './html-as-text.ts';

const show = (text: string) =>
  renderToStaticMarkup(
    createElement(ReactMarkdown, {
      remarkPlugins: [htmlAsText],
      rehypePlugins: [rehypeSanitize],
      children: text,
    }),
  );

test('HTML in an entry is shown, not run and not lost', () => {
  expect(show('before <img src=x onerror=alert(1)> after')).toBe(
    '<p>before &lt;img src=x onerror=alert(1)&gt; after</p>',
  );
  expect(show('<script>alert(1)</script>')).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
});

test('an address that runs code is no address', () => {
  expect(show('[click](javascript:alert(1))')).not.toContain('javascript:');
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlToText } from './html-to-text.ts';

describe('structure', () => {
  it.each([
    ['paragraphs', '<p>One</p>\n<p>Two</p>', 'One\n\nTwo'],
    ['line breaks', 'One<br>Two<BR/>Three', 'One  \nTwo  \nThree'],
    ['two line breaks', 'One<br><br />Two', 'One\n\nTwo'],
    ['lists', 'Do:<ul><li>this</li><li>that <b>too</b></li></ul>Done', 'Do:\n\n- this\n- that too\n\nDone'],
    ['numbered lists', '<ol><li>One<li>Two</ol>', '1. One\n2. Two'],
    ['lists in lists', '<ul><li>A<ul><li>B</li></ul></li><li>C</li></ul>', '- A\n   - B\n- C'],
    ['headings', '<h2>Cause</h2>Full volume', '## Cause\n\nFull volume'],
    ['code', 'Code <code>S0C7</code>', 'Code `S0C7`'],
    [
      'preformatted text',
      'JCL:<pre>//A  JOB\n//  EXEC\n</pre>End',
      'JCL:\n\n```\n//A  JOB\n//  EXEC\n```\n\nEnd',
    ],
    [
      'tables',
      '<table><tr><th>RC</th><th>Why</th></tr><tr><td>8</td><td>full</td></tr></table>',
      'RC | Why\n8 | full',
    ],
    [
      'links',
      'See <a href="https://example.com/a?b=1&amp;c=2" class=x>the page</a>.',
      'See the page (https://example.com/a?b=1&c=2).',
    ],
    ['blanks', '<span>two   blanks</span>  <i>and</i> more', 'two blanks and more'],
    ['lines of the source', '<b>One</b>\nTwo\r\nThree', 'One\nTwo\nThree'],
    ['divs, as editors write them', '<div>One</div><div>Two</div>', 'One\nTwo'],
  ])('%s', (_name, html, text) => {
    expect(htmlToText(html)).toBe(text);
  });
});

describe('what is no HTML', () => {
  it.each([
    'IF RC < 8 AND RC > 4',
    'Replace <SYSPRINT> and <jobname> by your own',
    'keep   blanks\n   and indents',
    'a <b without end',
    'a<3 <',
    'AT&T &unknown; & co',
    'SELECT * FROM <table> WHERE <title> = ?',
    '<script>never closed',
  ])('stays to the letter: %s', (text) => {
    expect(htmlToText(text)).toBe(text);
  });
});

describe('character references', () => {
  it.each([
    ['&lt;b&gt; &amp;amp; &quot;&apos;', `<b> &amp; "'`],
    ['Stra&szlig;e &Auml;&ouml;&uuml;&nbsp;&eacute;&euro;&rarr;', 'Straße Äöü é€→'],
    ['&#228;&#xE4;&#X1F600;&#150;', 'ää😀–'],
    ['&#0;&#xD800;&#99999999;', '\uFFFD\uFFFD\uFFFD'],
    ['&yuml;&iexcl;', 'ÿ¡'],
  ])('%s', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it('make no tags', () => {
    expect(htmlToText('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>')).toBe('<script>alert(1)</script>');
  });
});

describe('what shows nothing', () => {
  it.each([
    ['<script>alert("<p>x</p>")</script>after', 'after'],
    ['<style>p { color: red }</style><p>after</p>', 'after'],
    ['<!-- <p>hidden</p> -->after<br>', 'after'],
    ['<!DOCTYPE html><html><head><title>x</title></head><body>after</body></html>', 'after'],
    ['<img src="data:image/png;base64,AAAA" alt="a > b">after', 'after'],
    ['<p title="a > b">after', 'after'],
  ])('is left out: %s', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });
});

it('takes any text, in a time that grows with it and not faster', () => {
  const part = fc.constantFrom(
    '<',
    '>',
    '</',
    '<p',
    '<b>',
    '"',
    "='",
    '<!--',
    '-->',
    '<script>',
    '&lt',
    ';',
    'a',
    ' ',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
      expect(htmlToText(`${parts.join('')}<b>x</b>`)).not.toMatch(/<b>x<.b>$/);
    }),
    { numRuns: 2_000 },
  );
  for (const hostile of [
    '<a ',
    '<a x="',
    '<a x=">',
    '<script>',
    '<!--',
    '<ul><li>',
    '<pre>',
    '&',
    '<p',
    '<a x="\'>',
    '<b>',
    '<script></script>',
    '<B>x</b>',
  ])
    expect(htmlToText(hostile.repeat(200_000)).length).toBeLessThan(10_000_000);
}, 10_000);

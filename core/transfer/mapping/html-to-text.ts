import { decodeEntities } from './html-entities.ts';
import { piecesOf, type HtmlPiece } from './html-tags.ts';

type Tag = Exclude<HtmlPiece, { text: string }>;

const paragraphs = new Set(
  'address article aside blockquote body center dl div fieldset figure footer form header main nav p section table'.split(
    ' ',
  ),
);
const lines = new Set('caption dd dt figcaption legend option summary tr'.split(' '));

/**
 * Markdown from text with HTML in it: tags gone, paragraphs, lists, headings, code and line breaks as Markdown writes them, character references decoded. Text without a tag is
 * kept to the letter but for these.
 */
export function htmlToText(html: string): string {
  const pieces = [...piecesOf(html)];
  if (!pieces.some((piece) => 'tag' in piece)) return decodeEntities(pieces.map(textOf).join(''));
  const writer = new MarkdownWriter();
  for (const piece of pieces) {
    if ('text' in piece) writer.text(decodeEntities(piece.text));
    else writer.tag(piece);
  }
  return writer.end();
}

function textOf(piece: HtmlPiece): string {
  return 'text' in piece ? piece.text : '';
}

class MarkdownWriter {
  readonly #out: string[] = [];
  /** Line ends that are due before the next text. */
  #breaks = 0;
  /** What comes before the next text on its line: a list's mark, a heading's. */
  #mark = '';
  /** Text stands before on the line, without a blank at its end. */
  #inLine = false;
  #pre = 0;
  #link: string | null = null;
  /** Of each list around: the next number, or null where it has none. */
  readonly #lists: (number | null)[] = [];

  text(text: string): void {
    if (this.#pre > 0) {
      this.#write(text.replaceAll(/\r\n?/g, '\n'));
      return;
    }
    for (const [at, line] of text.split(/\r\n?|\n/).entries()) {
      if (at > 0) this.#lineEnd(1);
      const words = line.replaceAll(/\s+/g, ' ').trim();
      const blankBefore = this.#inLine && /^\s/.test(line) ? ' ' : '';
      if (words === '') {
        if (blankBefore !== '') this.#write(' ');
        continue;
      }
      this.#write(`${blankBefore}${words}${/\s$/.test(line) ? ' ' : ''}`);
    }
  }

  tag({ tag, closing, source }: Tag): void {
    if (tag === 'br') this.#break();
    else if (paragraphs.has(tag)) this.#lineEnd(tag === 'div' ? 1 : 2);
    else if (lines.has(tag)) this.#lineEnd(1);
    else if (/^h[1-6]$/.test(tag)) this.#heading(Number(tag.charAt(1)), closing);
    else if (tag === 'ul' || tag === 'ol') this.#list(tag, closing);
    else if (tag === 'li') this.#item(closing);
    else if (tag === 'pre') this.#preformatted(closing);
    else if (tag === 'td' || tag === 'th') this.#cell(closing);
    else if (tag === 'a') this.#anchor(source, closing);
    else if (tag === 'hr') {
      this.#lineEnd(2);
      this.#write('---');
      this.#lineEnd(2);
    } else if ((tag === 'code' || tag === 'tt' || tag === 'samp' || tag === 'kbd') && this.#pre === 0) {
      this.#write('`');
    }
  }

  end(): string {
    if (this.#pre > 0) this.#preformatted(true);
    return this.#out
      .join('')
      .replaceAll(/(?<![ \t])[ \t]+\n\n/g, '\n\n')
      .trim();
  }

  #write(text: string): void {
    if (this.#breaks > 0) {
      if (this.#out.length > 0) this.#out.push('\n'.repeat(Math.min(this.#breaks, 2)));
      this.#breaks = 0;
      text = text.trimStart() === '' && this.#pre === 0 ? '' : text;
    }
    if (text === '') return;
    this.#out.push(this.#mark, text);
    this.#mark = '';
    this.#inLine = !/\s$/.test(text);
  }

  #lineEnd(count: number): void {
    this.#breaks = Math.max(this.#breaks, count);
    this.#inLine = false;
  }

  /** A break that Markdown shows as one; two are a new paragraph. */
  #break(): void {
    if (this.#pre > 0) this.#write('\n');
    else if (this.#breaks === 0 && this.#out.length > 0) {
      this.#out.push('  ');
      this.#lineEnd(1);
    } else this.#lineEnd(2);
  }

  #heading(level: number, closing: boolean): void {
    this.#lineEnd(2);
    this.#mark = closing ? '' : `${'#'.repeat(level)} `;
  }

  #list(kind: 'ul' | 'ol', closing: boolean): void {
    if (closing) this.#lists.pop();
    else this.#lists.push(kind === 'ol' ? 1 : null);
    this.#lineEnd(this.#lists.length === (closing ? 0 : 1) ? 2 : 1);
  }

  #item(closing: boolean): void {
    this.#lineEnd(1);
    if (closing) {
      this.#mark = '';
      return;
    }
    const depth = Math.min(Math.max(this.#lists.length - 1, 0), 10);
    const number = this.#lists.at(-1) ?? null;
    if (number !== null) this.#lists[this.#lists.length - 1] = number + 1;
    this.#mark = `${'   '.repeat(depth)}${number === null ? '-' : `${number}.`} `;
  }

  #preformatted(closing: boolean): void {
    if (closing === (this.#pre === 0)) return;
    if (closing) {
      this.#pre = 0;
      if (this.#out.at(-1)?.endsWith('\n') !== true) this.#out.push('\n');
      this.#write('```');
      this.#lineEnd(2);
    } else {
      this.#lineEnd(2);
      this.#write('```\n');
      this.#pre = 1;
    }
  }

  #cell(closing: boolean): void {
    if (!closing && this.#inLine) this.#write(' | ');
  }

  #anchor(source: string, closing: boolean): void {
    if (closing && this.#link !== null) this.#write(` (${this.#link})`);
    const found = closing ? null : /\shref\s*=\s*["']?(https?:\/\/[^\s"'<>]{1,500})/i.exec(source);
    this.#link = found?.[1] === undefined ? null : decodeEntities(found[1]);
  }
}

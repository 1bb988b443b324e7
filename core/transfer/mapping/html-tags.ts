/** A piece of text with HTML in it. */
export type HtmlPiece =
  { readonly text: string } | { readonly tag: string; readonly closing: boolean; readonly source: string };

/** Elements whose tags are taken for tags. Everything else in angle brackets is text: `<SYSPRINT>`, `<jobname>`, `RC < 8`. */
const elements = new Set(
  'a abbr address article aside b big blockquote body br button caption center cite code col colgroup dd del details dfn div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link main mark meta nav noscript object ol optgroup option p param picture pre q s samp script section select small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr tt u ul var video wbr'.split(
    ' ',
  ),
);

/** Elements that show nothing of what they hold. */
const silent = new Set([
  'head',
  'iframe',
  'noscript',
  'object',
  'script',
  'style',
  'svg',
  'template',
  'title',
]);

/** Elements that may stand without an end. */
const endless = new Set(
  'area body br col colgroup dd dt hr html img input li link meta option p tbody td tfoot th thead tr wbr'.split(
    ' ',
  ),
);

/** How far a quoted value within a tag may reach. */
const longestQuoted = 500;

/** Text, comments left out, and the tags in it, in their order. Takes time in proportion to the text, whatever is in it. */
export function* piecesOf(html: string): Generator<HtmlPiece> {
  // What is not found once is not there further on either: looking again each time would take endless.
  const gone = new Set<string>();
  const indexOf = (wanted: string, from: number): number => {
    if (gone.has(wanted)) return -1;
    const at = html.indexOf(wanted, from);
    if (at === -1) gone.add(wanted);
    return at;
  };
  const closings = new Closings(html);
  let textFrom = 0;
  for (let at = indexOf('<', 0); at !== -1;) {
    const end = html.startsWith('<!--', at) ? after(indexOf('-->', at + 4), 3) : tagEnd(html, at, indexOf);
    if (end === null) {
      at = indexOf('<', at + 1);
      continue;
    }
    const source = html.slice(at, end);
    const tag = nameIn(source);
    const closing = source.startsWith('</');
    // `FROM <table>` has neither an end nor attributes: a place to fill in.
    const bare = tag !== null && !closing && source.length === tag.length + 2;
    if (bare && !endless.has(tag) && closings.after(tag, end) === null) {
      at = indexOf('<', end);
      continue;
    }
    if (at > textFrom) yield { text: html.slice(textFrom, at) };
    textFrom = end;
    if (tag !== null) {
      yield { tag, closing, source };
      if (!closing && silent.has(tag) && !source.endsWith('/>')) textFrom = closings.after(tag, end) ?? end;
    }
    at = indexOf('<', textFrom);
  }
  if (textFrom < html.length) yield { text: html.slice(textFrom) };
}

/** The place behind the tag that begins at `at`, or null where none does. */
function tagEnd(html: string, at: number, indexOf: (wanted: string, from: number) => number): number | null {
  const begin = html.slice(at, at + 20);
  const declared = /^<(?:!doctype\b|\?xml\b)/i.test(begin);
  if (!declared && nameIn(begin) === null) return null;
  const first = indexOf('>', at + 1);
  if (first === -1) return null;
  for (let here = at + 1; here < first; here += 1) {
    const quote = html.charAt(here);
    if ((quote !== '"' && quote !== "'") || html.charAt(here - 1) !== '=') continue;
    const close = html.slice(here + 1, here + 1 + longestQuoted).indexOf(quote);
    if (close === -1) return first + 1;
    here += close + 1;
    // A quoted value holds the first end: the next one is the tag's.
    if (here > first)
      return after(html.slice(here, here + longestQuoted).indexOf('>'), here + 1) ?? first + 1;
  }
  return first + 1;
}

function nameIn(tag: string): string | null {
  const name = /^<\/?([a-z][a-z\d]*)(?=[\s/>])/i.exec(tag)?.[1]?.toLowerCase();
  return name !== undefined && elements.has(name) ? name : null;
}

/** Where elements end. What was found is remembered, so that looking again and again takes no longer than looking once. */
class Closings {
  readonly #html: string;
  readonly #found = new Map<string, number | null>();

  constructor(html: string) {
    this.#html = html;
  }

  /** The place of the element's next closing tag from `at` on, or null where there is none. Asked with places that only grow. */
  after(tag: string, at: number): number | null {
    const earlier = this.#found.get(tag);
    if (earlier === null || (earlier !== undefined && earlier >= at)) return earlier;
    const closing = new RegExp(`</${tag}(?=[\\s>])`, 'gi');
    closing.lastIndex = at;
    const place = closing.exec(this.#html)?.index ?? null;
    this.#found.set(tag, place);
    return place;
  }
}

function after(at: number, length: number): number | null {
  return at === -1 ? null : at + length;
}

const mostFound = 1_000;

/** Every place below the element where the text stands, whatever its case; within one stretch of equally formatted text. */
export function findRanges(within: HTMLElement, text: string): readonly Range[] {
  const wanted = text.toLowerCase();
  if (wanted === '') return [];
  const found: Range[] = [];
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement?.closest('button, .visually-hidden')) continue;
    const content = (node.nodeValue ?? '').toLowerCase();
    for (let at = content.indexOf(wanted); at !== -1; at = content.indexOf(wanted, at + wanted.length)) {
      if (found.length === mostFound || at + wanted.length > (node.nodeValue ?? '').length) return found;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      found.push(range);
    }
  }
  return found;
}

/** Marks the places without touching the document, and brings the current one into view. */
export function markFound(ranges: readonly Range[], current: number): void {
  CSS.highlights.set('found', new Highlight(...ranges));
  const range = ranges[current];
  if (!range) return;
  CSS.highlights.set('found-current', new Highlight(range));
  range.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
}

export function clearFound(): void {
  CSS.highlights.delete('found');
  CSS.highlights.delete('found-current');
}

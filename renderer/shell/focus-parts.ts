/** The parts that F6 goes round, by the ids of the elements that take the focus. */
export const partIds = { box: 'search-box', list: 'results-list', detail: 'entry-detail' } as const;
type Part = keyof typeof partIds;

const order: readonly Part[] = ['box', 'list', 'detail'];

/** The part that is to have the focus once the next frame is drawn. */
let asked: Part | null = null;

/**
 * Focuses a part of the search screen: at once where it is shown, so that no letter typed meanwhile goes astray, and again once the next
 * frame is drawn, since a dialog that closes gives the focus back to where it was. The last to ask wins.
 */
export function focusPart(part: Part): void {
  asked = part;
  focusNow(part);
  requestAnimationFrame(() => {
    if (asked !== part) return;
    asked = null;
    focusNow(part);
  });
}

/** The same for a part that appears, unless another is asked for. */
export function focusPartByDefault(part: Part): void {
  if (asked === null) focusPart(part);
}

function focusNow(part: Part): boolean {
  const element = document.getElementById(partIds[part]);
  if (!element || element.getClientRects().length === 0) return false;
  // What has been typed into it since must not be selected, and so overwritten.
  if (document.activeElement === element) return true;
  element.focus();
  if (element instanceof HTMLInputElement) element.select();
  return document.activeElement === element;
}

/** Moves the focus to the next part that is shown, or to the one before. */
export function focusNextPart(direction: 1 | -1): void {
  const at = order.findIndex((part) =>
    document.getElementById(partIds[part])?.contains(document.activeElement),
  );
  const from = at === -1 && direction === -1 ? 0 : at;
  for (let n = 1; n <= order.length; n += 1) {
    const next = order[(from + n * direction + order.length * 2) % order.length];
    if (next && focusNow(next)) return;
  }
}

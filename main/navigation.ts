import type { WebContents } from 'electron';
import { fail, succeed, type Outcome } from '../core/failure.ts';
import { pageUrl } from './scheme.ts';

/** Keeps a page where it is: no navigation except reloading itself, no new windows, no webviews. */
export function guardNavigation(contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Whether an address is the window's own page; a place within it (`#…`) makes no difference. */
export function isOwnPage(url: string): boolean {
  return url === pageUrl || url.startsWith(`${pageUrl}#`);
}

/**
 * The address that a link in an entry may be opened as in the user's browser. Only https is allowed, and no address
 * that carries a name before its host: `https://ibm.com@example.net/` leads to example.net, which most readers miss.
 */
export function allowedLink(url: string): Outcome<URL> {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.protocol !== 'https:' || parsed.username !== '' || parsed.password !== '') {
    return fail({
      kind: 'invalid-request',
      message: `This link was not opened: ${shortened(url)}`,
      recovery: 'Abendbook opens only https links. Copy the address if you trust it.',
      field: 'url',
    });
  }
  return succeed(parsed);
}

/** An address of any length, fit for a message. */
export function shortened(url: string): string {
  return url.length > 200 ? `${url.slice(0, 200)}…` : url;
}

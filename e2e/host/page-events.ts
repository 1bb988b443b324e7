import type { CDPSession, ConsoleMessage, Dialog, Page } from 'playwright-core';
import { toProgramUrl } from './addresses.ts';
import { emitCancellable, HostEvent } from './host-event.ts';
import type { HostWebContents } from './web-contents.ts';

/** Tells `contents` what happens to its page in Chromium. */
export function followPage(page: Page, session: CDPSession, contents: HostWebContents): void {
  // Playwright's own events for these stop for a document that was about to be left when it loaded.
  session.on('Page.domContentEventFired', () => contents.loading('dom-ready'));
  session.on('Page.loadEventFired', () => contents.loading('did-finish-load'));
  page.on('crash', () => contents.crashed());
  page.on('console', (message) => report(message, contents));
  page.on('pageerror', (error) => {
    emitConsoleMessage(contents, `Uncaught ${error.stack ?? error.message}`, 'error', contents.getURL(), 0);
  });

  session.on('Page.frameStartedLoading', ({ frameId }) => {
    if (frameId === mainFrameId) contents.loading('did-start-loading');
  });
  let mainFrameId = '';
  session.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId !== undefined) return;
    mainFrameId = frame.id;
    contents.emit('did-navigate', new HostEvent(), toProgramUrl(frame.url), 200, 'OK');
  });
  session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    if (frameId === mainFrameId)
      contents.emit('did-navigate-in-page', new HostEvent(), toProgramUrl(url), true);
  });
  session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
    contents.navigation.askToOpen({
      url: toProgramUrl(url),
      frameName: windowName,
      features: windowFeatures.join(','),
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'no-referrer' },
    });
  });
  page.on('dialog', (dialog) => void settle(dialog, contents));
  page.on('close', () => contents.gone());
  page.on('popup', (popup) => {
    void popup.close().catch(() => {});
  });
}

/** Alerts of the page are dismissed; whether it may be left is for the program to say. */
async function settle(dialog: Dialog, contents: HostWebContents): Promise<void> {
  const accepted = dialog.type() === 'beforeunload' && contents.mayLeave();
  await (accepted ? dialog.accept() : dialog.dismiss()).catch(() => {
    // Whoever else looks at the page was quicker.
  });
}

function report(message: ConsoleMessage, contents: HostWebContents): void {
  const { url, lineNumber } = message.location();
  const type = message.type();
  const level = type === 'error' || type === 'warning' || type === 'debug' ? type : 'info';
  emitConsoleMessage(contents, message.text(), level, toProgramUrl(url), lineNumber);
}

function emitConsoleMessage(
  contents: HostWebContents,
  message: string,
  level: 'info' | 'warning' | 'error' | 'debug',
  sourceId: string,
  lineNumber: number,
): void {
  emitCancellable(contents, 'console-message', {
    message,
    level,
    lineNumber,
    sourceId,
    frame: contents.mainFrame,
  });
}

import { EventEmitter } from 'node:events';
import type { WebContents, WindowOpenHandlerResponse } from 'electron';
import { describe, expect, test } from 'vitest';
import { allowedLink, guardNavigation, isOwnPage } from './navigation.ts';

const scriptLink = ['javascript', 'alert(1)'].join(':');

describe('links out of an entry', () => {
  test.each([
    ['https://www.ibm.com/docs/en/zos', 'www.ibm.com'],
    ['HTTPS://EXAMPLE.NET:8443/a?b#c', 'example.net:8443'],
    ['https://пример.example/', 'xn--e1afmkfd.example'],
  ])('%s may be opened, and its host is %s', (url, host) => {
    const link = allowedLink(url);
    expect(link.ok && link.value.host).toBe(host);
  });

  test.each([
    'http://example.net/',
    'file:///etc/passwd',
    scriptLink,
    ` ${scriptLink}`,
    scriptLink.toUpperCase(),
    'data:text/html,x',
    'abendbook://app/index.html',
    'smb://host/share',
    'ms-settings:privacy',
    'vbscript:x',
    'mailto:a@example.net',
    'https://ibm.com@example.net/',
    'https://user:password@example.net/',
    'https://',
    '//example.net',
    'example.net',
    '',
  ])('%j may not', (url) => {
    const link = allowedLink(url);
    expect(link).toMatchObject({ ok: false, failure: { kind: 'invalid-request', field: 'url' } });
  });

  test('a refused link of any length is named in a message of sensible length', () => {
    const link = allowedLink(scriptLink + 'x'.repeat(100_000));
    expect(link.ok ? 0 : link.failure.message.length).toBeLessThan(300);
  });
});

describe('the page', () => {
  test('may load itself again, at any place within it', () => {
    expect(isOwnPage('abendbook://app/index.html')).toBe(true);
    expect(isOwnPage('abendbook://app/index.html#/settings')).toBe(true);
  });

  test.each([
    'https://example.net/',
    'abendbook://app/assets/start.js',
    'abendbook://other/index.html',
    'abendbook://app/index.htmlx',
    'file:///index.html',
  ])('may not go to %s', (url) => {
    expect(isOwnPage(url)).toBe(false);
  });
});

describe('a page that tries to get away', () => {
  class Contents extends EventEmitter {
    openHandler: (() => WindowOpenHandlerResponse) | null = null;

    setWindowOpenHandler(handler: () => WindowOpenHandlerResponse): void {
      this.openHandler = handler;
    }
  }

  /** Whether an event of a guarded page is prevented. */
  function isPrevented(name: string, details: { url?: string; isMainFrame?: boolean } = {}): boolean {
    const contents = new Contents();
    guardNavigation(contents as unknown as Pick<WebContents, 'on' | 'setWindowOpenHandler'>);
    let prevented = false;
    contents.emit(name, { ...details, preventDefault: () => (prevented = true) });
    return prevented;
  }

  test('opens no window', () => {
    const contents = new Contents();
    guardNavigation(contents as unknown as Pick<WebContents, 'on' | 'setWindowOpenHandler'>);
    expect(contents.openHandler?.()).toEqual({ action: 'deny' });
  });

  test('goes nowhere, but may load itself again', () => {
    expect(isPrevented('will-navigate', { url: 'https://example.net/' })).toBe(true);
    expect(isPrevented('will-navigate', { url: 'abendbook://app/index.html' })).toBe(false);
    expect(isPrevented('will-redirect')).toBe(true);
  });

  test('loads nothing into a frame or a webview', () => {
    expect(
      isPrevented('will-frame-navigate', { url: 'abendbook://app/index.html', isMainFrame: false }),
    ).toBe(true);
    expect(isPrevented('will-attach-webview')).toBe(true);
  });
});

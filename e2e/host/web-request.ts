import type { WebRequest } from 'electron';
import { refuseMissing } from './missing.ts';

type BeforeRequest = Extract<Parameters<WebRequest['onBeforeRequest']>[0], (...rest: never[]) => void>;
type HeadersReceived = Extract<Parameters<WebRequest['onHeadersReceived']>[0], (...rest: never[]) => void>;
type Details = Parameters<BeforeRequest>[0];
type Filter = { readonly urls: readonly string[]; readonly excludeUrls?: readonly string[] };
type Verdict = Parameters<Parameters<BeforeRequest>[1]>[0];
type HeadersVerdict = Parameters<Parameters<HeadersReceived>[1]>[0];

interface Registered<Listener> {
  readonly matches: (url: string) => boolean;
  readonly listener: Listener;
}

/** The two stages of `session.webRequest` that the host has: before a request, and when its headers are there. */
export class HostWebRequest {
  #beforeRequest: Registered<BeforeRequest> | null = null;
  #headersReceived: Registered<HeadersReceived> | null = null;

  onBeforeRequest(...given: [BeforeRequest | null] | [Filter, BeforeRequest | null]): void {
    this.#beforeRequest = registered(given);
  }

  onHeadersReceived(...given: [HeadersReceived | null] | [Filter, HeadersReceived | null]): void {
    this.#headersReceived = registered(given);
  }

  /** What the program says to a request: null where it has nothing to say about this address. */
  async askBefore(details: Details): Promise<Verdict | null> {
    const one = this.#beforeRequest;
    if (one === null || !one.matches(details.url)) return null;
    return new Promise((resolve) => one.listener(details, resolve));
  }

  /** What the program makes of a response's headers. */
  async askHeaders(details: Parameters<HeadersReceived>[0]): Promise<HeadersVerdict> {
    const one = this.#headersReceived;
    if (one === null || !one.matches(details.url)) return {};
    return new Promise((resolve) => one.listener(details, resolve));
  }
}
refuseMissing(HostWebRequest.prototype, 'session.webRequest');

function registered<Listener>(
  given: [Listener | null] | [Filter, Listener | null],
): Registered<Listener> | null {
  const listener = given.at(-1) as Listener | null;
  if (listener === null) return null;
  if (given.length === 1) return { matches: () => true, listener };
  const [filter] = given;
  const wanted = filter.urls.map(patternToExpression);
  const excluded = (filter.excludeUrls ?? []).map(patternToExpression);
  return {
    matches: (url) => wanted.some((one) => one.test(url)) && !excluded.some((one) => one.test(url)),
    listener,
  };
}

/** `<all_urls>`, or a match pattern such as `*://example.com/*`. */
function patternToExpression(pattern: string): RegExp {
  if (pattern === '<all_urls>') return /./;
  const quoted = pattern.split('*').map((part) => part.replaceAll(/[.?+^$|()[\]{}\\]/g, '\\$&'));
  return new RegExp(`^${quoted.join('.*')}$`);
}

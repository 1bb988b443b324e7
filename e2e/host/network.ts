import type { Page, Request as PageRequest, Route } from 'playwright-core';
import type { OnBeforeRequestListenerDetails } from 'electron';
import { toPageHeader, toPageUrl, toProgramUrl } from './addresses.ts';
import { protocolHandler, servedSchemes } from './protocol.ts';
import { defaultSession } from './session.ts';

type Details = Pick<
  OnBeforeRequestListenerDetails,
  'id' | 'url' | 'method' | 'resourceType' | 'timestamp' | 'referrer' | 'uploadData'
>;

let requests = 0;

/** Whether the page may go to `url` by itself, by a link or a script. */
export type NavigationGuard = (url: string) => boolean;

/**
 * Answers every request of `page`: with the program's own protocol handler where it has one for the address,
 * over the network only where `session.webRequest.onBeforeRequest` lets the request pass, and not at all elsewhere.
 */
export async function serve(page: Page, mayNavigate: NavigationGuard, webContentsId: number): Promise<void> {
  await page.route('**/*', async (route, request) => {
    try {
      if (isMainNavigation(page, request) && !mayNavigate(toProgramUrl(request.url())))
        await route.abort('aborted');
      else await answer(route, request, webContentsId);
    } catch (caught) {
      if (page.isClosed()) return;
      console.error(`The request for ${toProgramUrl(request.url())} failed:`, caught);
      await route.abort('failed').catch(() => {});
    }
  });
}

function isMainNavigation(page: Page, request: PageRequest): boolean {
  return request.isNavigationRequest() && request.frame() === page.mainFrame();
}

async function answer(route: Route, request: PageRequest, webContentsId: number): Promise<void> {
  const url = toProgramUrl(request.url());
  requests += 1;
  const details: Details & { readonly webContentsId: number } = {
    id: requests,
    url,
    method: request.method(),
    resourceType: resourceType(request),
    timestamp: Date.now(),
    referrer: toProgramUrl(request.headers()['referer'] ?? ''),
    uploadData: [],
    webContentsId,
  };
  const verdict = await defaultSession.webRequest.askBefore(details);
  if (verdict?.cancel === true) return route.abort('blockedbyclient');
  if (verdict?.redirectURL !== undefined) {
    return route.fulfill({
      status: 307,
      headers: { location: toPageUrl(verdict.redirectURL, servedSchemes()) },
    });
  }

  const handler = protocolHandler(url.slice(0, url.indexOf(':')));
  if (handler === null) {
    if (verdict === null) return route.abort('blockedbyclient');
    return route.fulfill({ response: await route.fetch() });
  }
  const body = request.postDataBuffer();
  const response = await handler(
    new Request(url, {
      method: request.method(),
      headers: programHeaders(request),
      ...(body === null ? {} : { body: new Uint8Array(body) }),
    }),
  );
  if (response.type === 'error') return route.abort('failed');
  const headers = await receivedHeaders(response, details);
  if (headers === null) return route.abort('blockedbyclient');
  return route.fulfill({ status: response.status, headers, body: Buffer.from(await response.arrayBuffer()) });
}

function programHeaders(request: PageRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers()).map(([name, value]) =>
      name === 'origin' || name === 'referer' ? [name, toProgramUrl(value)] : [name, value],
    ),
  );
}

/** The headers of a response after `onHeadersReceived` had its say; null where it cancels. */
async function receivedHeaders(response: Response, details: Details): Promise<Record<string, string> | null> {
  const given: Record<string, string[]> = {};
  for (const [name, value] of response.headers) (given[name] ??= []).push(value);
  const verdict = await defaultSession.webRequest.askHeaders({
    ...details,
    statusLine: `HTTP/1.1 ${response.status}`,
    statusCode: response.status,
    responseHeaders: given,
  });
  if (verdict.cancel === true) return null;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(verdict.responseHeaders ?? given)) {
    headers[name] = toPageHeader([value].flat().join(', '), servedSchemes());
  }
  return headers;
}

function resourceType(request: PageRequest): Details['resourceType'] {
  const type = request.resourceType();
  switch (type) {
    case 'document':
      return request.frame().parentFrame() === null ? 'mainFrame' : 'subFrame';
    case 'stylesheet':
    case 'script':
    case 'image':
    case 'font':
    case 'media':
    case 'ping':
      return type;
    case 'xhr':
    case 'fetch':
      return 'xhr';
    default:
      return 'other';
  }
}

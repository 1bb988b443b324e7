import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTinyPrograms } from './testing/run-program.ts';

const run = useTinyPrograms();
const TOOLS = `contextBridge.exposeInMainWorld('tools', { say, end });`;

let requests = 0;
const server = createServer((_request, response) => {
  requests += 1;
  response.setHeader('access-control-allow-origin', '*').end('from the network');
});
let outside = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.close();
});

describe('a scheme of the program', () => {
  it('is answered by its handler, status, headers and Content-Security-Policy included', async () => {
    const { said } = await run({
      main: `
        registerTiny();
        await app.whenReady();
        serveTiny();
        const window = await openTiny();`,
      preload: TOOLS,
      body: '<p style="color: red">styled by an attribute</p><img src="tiny-missing.png">',
      page: `
        (async () => {
          const missing = await fetch('missing.txt');
          tools.say([missing.status, await missing.text()]);
          const colour = getComputedStyle(document.querySelector('p')).color;
          let evaluated = 'allowed';
          try { (0, eval)('1'); } catch (error) { evaluated = error.constructor.name; }
          tools.say([colour, evaluated, location.origin, isSecureContext]);
          tools.end();
        })();`,
    });
    expect(said).toEqual([
      [404, 'nothing here'],
      ['rgb(0, 0, 0)', 'EvalError', 'https://app.tiny.invalid', true],
    ]);
  });

  it('hands the handler the request as the program knows it', async () => {
    const { said } = await run({
      main: `
        registerTiny();
        await app.whenReady();
        protocol.handle('tiny', async (request) => {
          if (request.method === 'POST') {
            say([request.url, request.headers.get('x-kind'), request.headers.get('origin'), await request.text()]);
            return Response.json({ done: true });
          }
          const html = '<script src="tiny://app/page.js"></script>';
          return request.url.endsWith('.js')
            ? new Response("fetch('/save?a=1', { method: 'POST', body: 'text', headers: { 'x-kind': 'note' } }).then((r) => r.json()).then((r) => { tools.say(r); tools.end(); })", { headers: { 'content-type': 'text/javascript' } })
            : new Response('<script src="/page.js"></script>', { headers: { 'content-type': 'text/html' } });
        });
        sayError(() => protocol.handle('tiny', () => new Response('')));
        sayError(() => protocol.handle('other', () => new Response('')));
        await openTiny();`,
      preload: TOOLS,
    });
    expect(said).toEqual([
      'Failed to register protocol: tiny',
      expect.stringContaining('no way to serve other://'),
      ['tiny://app/save?a=1', 'note', 'tiny://app', 'text'],
      { done: true },
    ]);
  });

  it('fails a load that nothing answers', async () => {
    const { said } = await run({
      main: `
        registerTiny();
        await app.whenReady();
        const window = new BrowserWindow();
        window.webContents.on('did-fail-load', (_event, _code, text, url) => say([text, url]));
        await window.loadURL('nobody://app/').catch((error) => say(error.message));
        protocol.handle('tiny', () => Response.error());
        await window.loadURL('tiny://app/').catch((error) => say(error.message));
        app.quit();`,
    });
    expect(said).toEqual([
      "ERR_UNKNOWN_URL_SCHEME (-302) loading 'nobody://app/'",
      ['ERR_FAILED', 'tiny://app/'],
      "ERR_FAILED (-2) loading 'tiny://app/'",
    ]);
  });
});

describe('the network', () => {
  it('is out of reach for pages, whatever they try', async () => {
    const before = requests;
    const { said } = await run({
      main: `
        registerTiny();
        await app.whenReady();
        serveTiny({ 'content-security-policy': "default-src * 'unsafe-inline'" });
        await openTiny();`,
      preload: TOOLS,
      page: `
        const socket = new Promise((resolve) => {
          const opened = new WebSocket('${outside.replace('http', 'ws')}');
          opened.onopen = () => resolve('open'); opened.onerror = () => resolve('refused');
        });
        const image = new Promise((resolve) => {
          const made = new Image();
          made.onload = made.onerror = (event) => resolve(event.type); made.src = '${outside}x.png';
        });
        (async () => {
          tools.say(await fetch('${outside}').then(() => 'reached', () => 'refused'));
          tools.say(await fetch('https://example.com/').then(() => 'reached', () => 'refused'));
          tools.say([await image, await socket, navigator.sendBeacon('${outside}')]);
          setTimeout(() => tools.end(), 100);
        })();`,
    });
    expect(said).toEqual(['refused', 'refused', ['error', 'refused', true]]);
    expect(requests).toBe(before);
  });

  it('is reached where webRequest lets a request pass, and only there', async () => {
    const { said } = await run({
      main: `
        registerTiny();
        await app.whenReady();
        serveTiny({ 'content-security-policy': 'default-src *' });
        const { webRequest } = session.defaultSession;
        webRequest.onBeforeRequest({ urls: ['http://127.0.0.1/*', '${outside}*'] }, ({ url }, callback) => {
          callback({ cancel: url.endsWith('/no') });
        });
        await openTiny();`,
      preload: TOOLS,
      page: `
        (async () => {
          tools.say(await fetch('${outside}').then((answer) => answer.text(), () => 'refused'));
          tools.say(await fetch('${outside}no').then(() => 'reached', () => 'refused'));
          tools.end();
        })();`,
    });
    expect(said).toEqual(['from the network', 'refused']);
  });

  it('lets onHeadersReceived change what the handler answered', async () => {
    const { said } = await run({
      main: `
        registerTiny();
        await app.whenReady();
        serveTiny();
        session.defaultSession.webRequest.onHeadersReceived(({ responseHeaders, resourceType }, callback) => {
          if (resourceType === 'mainFrame') say(responseHeaders['content-security-policy']);
          callback({ responseHeaders: { ...responseHeaders, 'x-added': ['yes'] } });
        });
        await openTiny();`,
      preload: TOOLS,
      page: `fetch('/').then((answer) => { tools.say(answer.headers.get('x-added')); tools.end(); });`,
    });
    expect(said).toEqual([["default-src 'self'"], 'yes']);
  });
});

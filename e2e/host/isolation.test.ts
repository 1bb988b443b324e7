import { describe, expect, it } from 'vitest';
import { useTinyPrograms } from './testing/run-program.ts';

const run = useTinyPrograms();
const OPEN = `registerTiny(); await app.whenReady(); serveTiny(); await openTiny();`;
const EXPOSE = `contextBridge.exposeInMainWorld('tools', { say, end, `;

describe('a sandboxed preload', () => {
  it('may require electron and little else', async () => {
    const { said } = await run({
      main: OPEN,
      preload: `
        const refusal = (work) => { try { work(); return 'allowed'; } catch (error) { return error.message; } };
        say(Object.keys(require('electron')).sort());
        say(refusal(() => require('fs')));
        say(refusal(() => require('node:child_process')));
        say(refusal(() => require('./other.cjs')));
        say(refusal(() => require('electron').shell));
        say(refusal(() => ipcRenderer.sendSync('x')));
        say([typeof process.versions.chrome, process.type, process.sandboxed, typeof Buffer, typeof global]);
        end();`,
    });
    expect(said).toEqual([
      ['contextBridge', 'ipcRenderer', 'webFrame', 'webUtils'],
      'module not found: fs',
      'module not found: node:child_process',
      'module not found: ./other.cjs',
      'the stand-in host has no electron (in a preload).shell',
      'the stand-in host has no ipcRenderer.sendSync',
      ['string', 'renderer', true, 'undefined', 'undefined'],
    ]);
  });

  it('is told no path of what is not a file of the user', async () => {
    const { said } = await run({
      main: OPEN,
      preload: `
        const { webUtils } = require('electron');
        ${EXPOSE} pathOf: (file) => webUtils.getPathForFile(file) });`,
      page: `
        tools.say(tools.pathOf(new File(['x'], '/etc/passwd')));
        try { tools.pathOf('/etc/passwd'); } catch (error) { tools.say(error.message); }
        tools.end();`,
    });
    expect(said).toEqual(['', 'getPathForFile expected to receive a File object but one was not provided']);
  });

  it('is told of when it fails, and the page is shown all the same', async () => {
    const main = `
      registerTiny();
      app.on('web-contents-created', (_event, contents) => contents.on('preload-error', (_event, path, error) => {
        say([path.endsWith('preload.cjs'), error.message]);
      }));
      await app.whenReady(); serveTiny(); const window = await openTiny();
      say(window.getTitle()); app.quit();`;
    const [thrown, unreadable] = await Promise.all([
      run({ main, preload: `throw new Error('broken');` }),
      run({ main, preload: `const = 1;` }),
    ]);
    expect(thrown.said).toEqual([[true, 'broken'], 'Tiny']);
    expect(thrown.errors).toContain('Unable to load preload script');
    expect(unreadable.said).toEqual([[true, expect.stringContaining('Unexpected token')], 'Tiny']);
  });
});

describe('the page', () => {
  it('sees what was exposed, and nothing of the preload or of Node', async () => {
    const { said } = await run({
      main: OPEN,
      preload: `
        globalThis.secret = 'preload';
        Array.prototype.taken = () => 'preload';
        ${EXPOSE} value: 1 });`,
      page: `
        const names = Object.getOwnPropertyNames(globalThis).filter((name) => /^(require|module|exports|process|global|Buffer|electron|ipcRenderer|contextBridge)$|^host-/.test(name));
        tools.say([typeof secret, typeof [].taken, names, tools.say.constructor === Function]);
        tools.end();`,
    });
    expect(said).toEqual([['undefined', 'undefined', [], true]]);
  });

  it('gets deep-frozen copies, never the preload’s own objects', async () => {
    const { said } = await run({
      main: OPEN,
      preload: `
        const inner = { list: [1, { deep: true }] };
        ${EXPOSE} inner, read: () => inner.list[0], now: () => new Date(5), map: () => new Map([[1, 2]]) });`,
      page: `
        'use strict';
        const refusal = (work) => { try { work(); return 'allowed'; } catch (error) { return error.constructor.name; } };
        tools.say([
          refusal(() => { tools.inner.list[0] = 9; }),
          refusal(() => { tools.inner.list[1].deep = false; }),
          refusal(() => { tools.extra = 1; }),
          refusal(() => { window.tools = {}; }),
          tools.read(),
          Object.getPrototypeOf(tools.inner) === Object.prototype,
          Object.getPrototypeOf(tools.read) === Function.prototype,
          tools.now() instanceof Date, tools.map().get(1),
        ]);
        tools.end();`,
    });
    expect(said).toEqual([['TypeError', 'TypeError', 'TypeError', 'TypeError', 1, true, true, true, 2]]);
  });

  it('exchanges functions, promises and errors with the preload', async () => {
    const { said } = await run({
      main: OPEN,
      preload: `${EXPOSE}
        callBack: (callback) => callback({ add: (a, b) => a + b }),
        later: async (promise) => (await promise) + 1,
        fail: () => { throw new TypeError('no'); },
        failLater: async () => { throw new Error('not now'); },
      });`,
      page: `
        (async () => {
          tools.say(tools.callBack((given) => given.add(2, 3)));
          tools.say(await tools.later(Promise.resolve(41)));
          try { tools.fail(); } catch (error) { tools.say([error instanceof Error, error.message]); }
          tools.say(await tools.failLater().catch((error) => error.message));
          try { tools.say(Symbol('s')); } catch (error) { tools.say(error.message); }
          tools.end();
        })();`,
    });
    expect(said).toEqual([5, 42, [true, 'no'], 'not now', 'An object could not be cloned.']);
  });

  it('cannot spoil the bridge by replacing what it is built on', async () => {
    const { said } = await run({
      main: OPEN,
      preload: `${EXPOSE} twice: (number) => number * 2, later: async () => 'then' });`,
      page: `
        const seen = [];
        const spy = (name, original) => function (...rest) { seen.push(name); return original.apply(this, rest); };
        EventTarget.prototype.dispatchEvent = spy('dispatchEvent', EventTarget.prototype.dispatchEvent);
        EventTarget.prototype.addEventListener = spy('addEventListener', EventTarget.prototype.addEventListener);
        Event.prototype.stopImmediatePropagation = spy('stop', Event.prototype.stopImmediatePropagation);
        window.CustomEvent = spy('CustomEvent', CustomEvent);
        Reflect.apply = spy('apply', Reflect.apply);
        Object.defineProperty(CustomEvent.prototype ?? Event.prototype, 'detail', { get: () => { seen.push('detail'); } });
        tools.say(tools.twice(21));
        tools.later().then((text) => { tools.say([text, seen]); tools.end(); });`,
    });
    expect(said).toEqual([42, ['then', []]]);
  });

  it('cannot have a key exposed twice', async () => {
    const { said } = await run({
      main: OPEN,
      preload: `
        ${EXPOSE} });
        try { contextBridge.exposeInMainWorld('tools', {}); } catch (error) { say(error.message); }
        end();`,
    });
    expect(said).toEqual(['Cannot bind an API on top of an existing property on the window object']);
  });

  it('has no preload in its frames', async () => {
    const { said } = await run({
      main: OPEN,
      preload: `${EXPOSE} });`,
      page: `
        const frame = document.createElement('iframe');
        frame.srcdoc = '<p>inner</p>';
        frame.onload = () => { tools.say(typeof frame.contentWindow.tools); tools.end(); };
        document.body.append(frame);`,
    });
    expect(said).toEqual(['undefined']);
  });
});

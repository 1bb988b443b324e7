import type { AbendbookApi } from '../../preload/api.ts';
import { channels } from '../../preload/channels.ts';
import { knowledgeFile, kb } from './knowledge-file.ts';
import { expect, test } from './story.ts';
import { results, search } from './window-parts.ts';

declare global {
  interface Window {
    readonly abendbook: AbendbookApi;
  }
}

/** `window.abendbook` as a script in the page has it that cares for no types. */
type Untyped = {
  invoke(channel: unknown, ...request: unknown[]): Promise<unknown>;
  on(event: unknown, listener: unknown): unknown;
};

test('the page reaches nothing of Node or Electron', async ({ reader }) => {
  const reached = await reader.page.evaluate(() =>
    [
      'require',
      'process',
      'module',
      'exports',
      'Buffer',
      'global',
      'ipcRenderer',
      'electron',
      '__dirname',
    ].filter((name) => name in window),
  );
  expect(reached).toEqual([]);
  const bridge = await reader.page.evaluate(() => Object.keys(window.abendbook));
  expect(bridge.toSorted()).toEqual(['dropped', 'invoke', 'on']);
});

test('the bridge cannot be replaced or changed by a script in the page', async ({ reader }) => {
  const kept = await reader.page.evaluate(() => {
    const before = window.abendbook;
    const { invoke } = before;
    for (const replace of [
      () => Reflect.set(window, 'abendbook', { invoke: () => 'mine' }),
      () => Reflect.defineProperty(window, 'abendbook', { value: null }),
      () => Reflect.set(before, 'invoke', () => 'mine'),
      () => Reflect.deleteProperty(window, 'abendbook'),
    ]) {
      try {
        replace();
      } catch {
        // Refusing with an error will do.
      }
    }
    return window.abendbook === before && before.invoke === invoke;
  });
  expect(kept).toBe(true);
});

test('undeclared channels and events are refused, as values or as an error in the page', async ({
  reader,
}) => {
  for (const channel of ['nope', '', 'toString', '__proto__', 'constructor', 'entries:delete', null, 7, {}]) {
    const answer = await reader.page.evaluate((name) => (window.abendbook as Untyped).invoke(name), channel);
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'invalid-request' } });
  }
  const listening = await reader.page.evaluate(() => {
    try {
      return ((window.abendbook as Untyped).on('nope', () => undefined), 'listens');
    } catch (caught) {
      return String(caught);
    }
  });
  expect(listening).toContain('nope');
});

test('every declared channel refuses what is not of its form, and changes nothing', async ({
  writer: app,
}) => {
  const before = await kb(knowledgeFile(app.home), 'stats');
  const refusals = await app.page.evaluate(async (names) => {
    const wrong: unknown[] = ['text', 7, [], [[]], { unknown: true }, { id: 7 }, { id: '', archived: 'yes' }];
    const taken: string[] = [];
    for (const name of names) {
      for (const request of wrong) {
        let answer: unknown;
        try {
          answer = await (window.abendbook as Untyped).invoke(name, request);
        } catch (caught) {
          answer = `thrown: ${String(caught)}`;
        }
        const kind = (answer as { failure?: { kind?: string } }).failure?.kind;
        if (kind !== 'invalid-request')
          taken.push(`${name} ${JSON.stringify(request)}: ${JSON.stringify(answer)}`);
      }
      const twice = await (window.abendbook as Untyped).invoke(name, undefined, 'more').catch(String);
      if ((twice as { failure?: { kind?: string } }).failure?.kind !== 'invalid-request')
        taken.push(`${name} twice`);
    }
    return taken;
  }, Object.keys(channels));
  expect(refusals).toEqual([]);
  expect(await kb(knowledgeFile(app.home), 'stats')).toEqual(before);

  // The program still answers.
  await search(app.page, 'S0C7');
  await expect(results(app.page).first()).toContainText('S0C7');
});

test('what cannot be sent at all is refused as a value too', async ({ reader }) => {
  const answers = await reader.page.evaluate(async () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    const invoke = async (request: unknown) => {
      try {
        return await (window.abendbook as Untyped).invoke('entries:get', request);
      } catch (caught) {
        return `thrown: ${String(caught)}`;
      }
    };
    return [await invoke({ id: loop }), await invoke({ id: Symbol.iterator }), await invoke({ id: () => 1 })];
  });
  for (const answer of answers) {
    // The bridge itself may refuse to carry it, but nothing is done.
    if (typeof answer !== 'string') expect(answer).toMatchObject({ ok: false });
  }
  await search(reader.page, 'S0C7');
  await expect(results(reader.page).first()).toContainText('S0C7');
});

test('the page comes with a strict policy, which stops inline scripts, eval and the network', async ({
  reader,
}) => {
  const { page } = reader;
  const policy = await page.evaluate(async () =>
    (await fetch(location.href)).headers.get('content-security-policy'),
  );
  for (const directive of [
    "default-src 'none'",
    "script-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ]) {
    expect(policy).toContain(directive);
  }
  expect(policy).not.toMatch(/unsafe-(inline|eval)/);

  const outcome = await page.evaluate(async () => {
    const violated: string[] = [];
    addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
    const inline = document.createElement('script');
    // What a test evaluates is not held by the policy itself; what it leaves for later is.
    const evaluated = new Promise((resolve) => {
      setTimeout(() => {
        try {
          resolve(Reflect.construct(Function, ['return "ran"'])());
        } catch {
          resolve('refused');
        }
      });
    });
    try {
      inline.textContent = 'window.hacked = 1';
    } catch {
      violated.push('script');
    }
    document.body.append(inline);
    const remote = await fetch('https://example.com/').then(
      () => 'fetched',
      () => 'refused',
    );
    const image = new Image();
    const loaded = new Promise((resolve) => {
      image.onload = () => resolve('loaded');
      image.onerror = () => resolve('refused');
    });
    image.src = 'https://example.com/picture.png';
    const picture = await loaded;
    const socket = new Promise((resolve) => {
      try {
        new WebSocket('wss://example.com/').onerror = () => resolve('refused');
      } catch {
        resolve('refused');
      }
    });
    const hacked = Reflect.get(window, 'hacked') as unknown;
    return { hacked, evaluated: await evaluated, remote, picture, socket: await socket, violated };
  });
  expect(outcome).toMatchObject({
    evaluated: 'refused',
    remote: 'refused',
    picture: 'refused',
    socket: 'refused',
  });
  expect(outcome.hacked).toBeUndefined();
  expect(outcome.violated).toEqual(expect.arrayContaining(['connect-src', 'img-src']));
  expect(outcome.violated.join(' ')).toMatch(/script|trusted-types/);
});

test('the window stays where it is, and opens no other', async ({ reader }) => {
  const { page } = reader;
  const address = page.url();
  const before = await reader.shellCalls();
  await page.evaluate(() => {
    window.open('https://example.com/', '_blank');
    window.open('/index.html', '_blank');
  });
  await expect.poll(() => page.context().pages().length).toBe(1);
  for (const target of [
    'https://example.com/',
    'file:///etc/passwd',
    'data:text/html,<h1>gone</h1>',
    '/nothing-here',
  ]) {
    await page.evaluate((url) => {
      const link = document.createElement('a');
      link.href = url;
      document.body.append(link);
      link.click();
      link.remove();
    }, target);
    await page.evaluate((url) => {
      try {
        location.assign(url);
      } catch {
        // Chromium refuses some addresses by itself.
      }
    }, target);
    await search(page, 'S0C7');
    await expect(results(page).first()).toContainText('S0C7');
    expect(page.url()).toBe(address);
  }
  expect(await reader.window.all()).toHaveLength(1);
  expect(await reader.shellCalls()).toEqual(before);
});

test('the page is given no permission', async ({ reader }) => {
  const answers = await reader.page.evaluate(async () => {
    const state = async (name: string) =>
      (await navigator.permissions.query({ name: name as PermissionName }).catch(() => null))?.state ??
      'unknown';
    const location = await new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('told'),
        ({ code }) => resolve(code === GeolocationPositionError.PERMISSION_DENIED ? 'refused' : 'failed'),
      );
    });
    const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'given',
      ({ name }: Error) => name,
    );
    const clipboard = await navigator.clipboard.readText().then(
      () => 'read',
      ({ name }: Error) => name,
    );
    const notification = await Notification.requestPermission();
    return {
      location,
      camera,
      clipboard,
      notification,
      states: [await state('geolocation'), await state('camera')],
    };
  });
  expect(answers).toMatchObject({
    location: 'refused',
    clipboard: 'NotAllowedError',
    notification: 'denied',
  });
  expect(['NotAllowedError', 'NotFoundError']).toContain(answers.camera);
  expect(answers.states).toEqual(['denied', 'denied']);
});

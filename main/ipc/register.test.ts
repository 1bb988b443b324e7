import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KnowledgeError } from '../../core/failure.ts';
import type { Channel } from '../../preload/api.ts';
import { channels } from '../../preload/channels.ts';
import { registerChannels, type Handlers } from './register.ts';
import type { Caller } from './sender.ts';

const channelNames = Object.keys(channels) as Channel[];
const caller: Caller = { sender: null, senderFrame: null };

interface Registered {
  readonly ask: (channel: string, ...sent: unknown[]) => Promise<unknown>;
  readonly names: readonly string[];
  /** What reached a handler. */
  readonly requests: readonly unknown[];
  readonly bugs: readonly unknown[];
}

/** All channels, each answered by the same function of its request. */
function register(act: (request: unknown) => unknown, trusted = true): Registered {
  const listeners = new Map<string, (caller: Caller, ...sent: unknown[]) => unknown>();
  const requests: unknown[] = [];
  const bugs: unknown[] = [];
  const handler = (request: unknown) => {
    requests.push(request);
    return act(request);
  };
  registerChannels({
    ipc: { handle: (channel, listener) => void listeners.set(channel, listener) },
    handlers: Object.fromEntries(channelNames.map((name) => [name, handler])) as unknown as Handlers,
    isTrusted: () => trusted,
    reportBug: (caught) => bugs.push(caught),
  });
  return {
    ask: async (channel, ...sent) => listeners.get(channel)?.(caller, ...sent),
    names: [...listeners.keys()],
    requests,
    bugs,
  };
}

test('every channel that the preload script declares is answered, and no other', () => {
  expect(register(() => null).names.toSorted()).toEqual(channelNames.toSorted());
});

describe('a request', () => {
  test('reaches its handler as it was sent, and its answer comes back as a value', async () => {
    const { ask, requests } = register(() => 'done');
    const request = { query: 'VSAM status 35', limit: 50, offset: 0, includeArchived: false };
    expect(await ask('search:page', request)).toEqual({ ok: true, value: 'done' });
    expect(requests).toEqual([request]);
  });

  test('from a stranger is refused, and nothing is done', async () => {
    const { ask, requests } = register(() => 'done', false);
    expect(await ask('app:info')).toMatchObject({ ok: false, failure: { kind: 'invalid-request' } });
    expect(requests).toEqual([]);
  });

  test.each([
    ['entries:get', { id: 5 }, 'id'],
    [
      'entries:add',
      { entry: { title: 'a', problem: 'b', solution: 'c', severity: 'fatal' } },
      'entry.severity',
    ],
    ['entries:update', { id: 'a', patch: { tags: [1] }, expectedRevision: 1 }, 'patch.tags.0'],
    ['search:page', { query: 'a', limit: 1e9, offset: 0, includeArchived: false }, 'limit'],
    ['settings:save', { listShare: Number.NaN }, 'listShare'],
  ] as const)(
    'to %s with %j is refused by the name of its field, and nothing is done',
    async (channel, sent, field) => {
      const { ask, requests } = register(() => 'done');
      const answer = await ask(channel, sent);
      expect(answer).toMatchObject({ ok: false, failure: { kind: 'invalid-request' } });
      expect(answer).toHaveProperty('failure.message', expect.stringContaining(channel));
      expect(answer).toHaveProperty('failure.field', field);
      expect(requests).toEqual([]);
    },
  );

  test.each([
    ['an unknown field', 'entries:get', [{ id: 'a', extra: true }]],
    ['something where nothing is asked for', 'app:info', [{}]],
    ['a second value', 'entries:get', [{ id: 'a' }, 'more']],
  ])('with %s is refused', async (_what, channel, sent) => {
    const { ask, requests } = register(() => 'done');
    expect(await ask(channel, ...sent)).toMatchObject({ ok: false, failure: { kind: 'invalid-request' } });
    expect(requests).toEqual([]);
  });

  test('whose metadata contains itself is refused', async () => {
    const metadata: Record<string, unknown> = {};
    metadata['self'] = metadata;
    const { ask, requests } = register(() => 'done');
    const answer = await ask('entries:add', { entry: { title: 'a', problem: 'b', solution: 'c', metadata } });
    expect(answer).toMatchObject({ ok: false });
    expect(requests).toEqual([]);
  });

  test('of any kind at all gets an outcome, never a rejection', async () => {
    const { ask } = register((request) => request ?? null);
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
    });
    const likely = fc.record(
      {
        id: anything,
        entry: fc.record({ title: anything, problem: anything, solution: anything, metadata: anything }),
        patch: anything,
        query: anything,
        limit: anything,
        url: anything,
        archived: anything,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...channelNames),
        fc.oneof(anything, likely),
        async (channel, sent) => {
          expect(await ask(channel, sent)).toHaveProperty('ok', expect.any(Boolean));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a handler that fails', () => {
  test('in an expected way answers with that failure', async () => {
    const failure = {
      kind: 'not-found',
      message: 'There is no entry KB-9999.',
      recovery: 'Search for it.',
    } as const;
    const { ask, bugs } = register(() => {
      throw new KnowledgeError(failure);
    });
    expect(await ask('entries:get', { id: 'KB-9999' })).toEqual({ ok: false, failure });
    expect(bugs).toEqual([]);
  });

  test('because of a bug answers with an unexpected failure, and the bug is reported', async () => {
    const bug = new TypeError('x is not a function');
    const { ask, bugs } = register(() => Promise.reject(bug));
    expect(await ask('entries:get', { id: 'a' })).toMatchObject({
      ok: false,
      failure: { kind: 'unexpected' },
    });
    expect(bugs).toEqual([bug]);
  });
});

import { expect, test } from 'vitest';
import { channels, dropChannel } from '../../preload/channels.ts';
import { ChosenSources } from '../chosen-sources.ts';
import { registerDrops } from './drop-channel.ts';
import type { Caller } from './sender.ts';

const caller: Caller = { sender: null, senderFrame: null };

function register(trusted: boolean) {
  const sources = new ChosenSources();
  let listener: (caller: Caller, ...sent: unknown[]) => unknown = () => undefined;
  registerDrops({
    ipc: { handle: (_channel, given) => (listener = given) },
    sources,
    isTrusted: () => trusted,
  });
  return { sources, drop: async (...sent: unknown[]) => listener(caller, ...sent) };
}

test('what was dropped may be read from then on', async () => {
  const { sources, drop } = register(true);
  expect(await drop(import.meta.filename)).toMatchObject({
    ok: true,
    value: { name: 'drop-channel.test.ts' },
  });
  expect(sources.find(import.meta.filename)).toBe(import.meta.filename);
});

test('what has no path, or comes from a stranger, is refused', async () => {
  expect(await register(true).drop('')).toMatchObject({ ok: false, failure: { kind: 'invalid-request' } });
  expect(await register(true).drop({ path: '/x' })).toMatchObject({ ok: false });
  const { sources, drop } = register(false);
  expect(await drop(import.meta.filename)).toMatchObject({ ok: false });
  expect(() => sources.find(import.meta.filename)).toThrow('was not chosen');
});

test('no script of the page reaches the channel by its name', () => {
  expect(Object.keys(channels)).not.toContain(dropChannel);
});

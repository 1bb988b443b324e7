import { expect, test } from 'vitest';
import { isFromWindow } from './sender.ts';

const webContents = { name: 'the window' };
const windows = [{ webContents }];
const page = { origin: 'abendbook://app', parent: null };

test('the page of our window is answered', () => {
  expect(isFromWindow({ sender: webContents, senderFrame: page }, windows)).toBe(true);
});

test.each([
  ['a frame within the page', { sender: webContents, senderFrame: { ...page, parent: page } }],
  ['another page', { sender: webContents, senderFrame: { ...page, origin: 'https://example.net' } }],
  [
    'another host of the scheme',
    { sender: webContents, senderFrame: { ...page, origin: 'abendbook://other' } },
  ],
  ['a page without an origin', { sender: webContents, senderFrame: { ...page, origin: 'null' } }],
  ['a frame that is gone', { sender: webContents, senderFrame: null }],
  ['contents that are no window of ours', { sender: { name: 'the window' }, senderFrame: page }],
])('%s is not', (_who, caller) => {
  expect(isFromWindow(caller, windows)).toBe(false);
});

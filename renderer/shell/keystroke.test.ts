import { describe, expect, test } from 'vitest';
import { isKeystroke, keystrokeLabel } from './keystroke.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

describe('keystrokes', () => {
  test('Mod is Ctrl, and ⌘ on a Mac', () => {
    expect(isKeystroke(press('k', { ctrlKey: true }), 'Mod+K', false)).toBe(true);
    expect(isKeystroke(press('k', { metaKey: true }), 'Mod+K', true)).toBe(true);
    expect(isKeystroke(press('k', { ctrlKey: true }), 'Mod+K', true)).toBe(false);
  });

  test('Shift tells two keystrokes apart', () => {
    const shifted = press('P', { ctrlKey: true, shiftKey: true });
    expect(isKeystroke(shifted, 'Mod+Shift+P', false)).toBe(true);
    expect(isKeystroke(shifted, 'Mod+P', false)).toBe(false);
  });

  test('a sign needs no Shift to be named, since keyboards differ', () => {
    expect(isKeystroke(press('?', { shiftKey: true }), '?', false)).toBe(true);
    expect(isKeystroke(press(',', { ctrlKey: true }), 'Mod+,', false)).toBe(true);
  });

  test('are named as on the keys', () => {
    expect(keystrokeLabel('Mod+Shift+P', false)).toBe('Ctrl+Shift+P');
    expect(keystrokeLabel('Mod+Shift+P', true)).toBe('⌘⇧P');
    expect(keystrokeLabel('Alt+ArrowLeft', false)).toBe('Alt+←');
  });
});

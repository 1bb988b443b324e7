import type { PageAccelerator } from './page/messages.ts';

type Combination = Omit<PageAccelerator, 'id' | 'native'>;

/** Names of keys in Electron's accelerators, as `KeyboardEvent.key` has them in lower case. */
const KEYS: Readonly<Record<string, string>> = {
  plus: '+',
  space: ' ',
  return: 'enter',
  esc: 'escape',
  left: 'arrowleft',
  right: 'arrowright',
  up: 'arrowup',
  down: 'arrowdown',
};

/** The key combination that an accelerator such as `CmdOrCtrl+Shift+P` stands for. Throws where it is none. */
export function parseAccelerator(accelerator: string, platform: NodeJS.Platform): Combination {
  const mac = platform === 'darwin';
  const parts = accelerator.toLowerCase().split('+');
  const named = parts.pop() ?? '';
  const key = KEYS[named] ?? named;
  if (key === '') throw new Error(`${accelerator} is no accelerator: write the plus key as Plus.`);
  const held = { control: false, meta: false, alt: false, shift: false };
  for (const part of parts) {
    switch (part) {
      case 'cmdorctrl':
      case 'commandorcontrol':
        held[mac ? 'meta' : 'control'] = true;
        break;
      case 'cmd':
      case 'command':
      case 'super':
      case 'meta':
        held.meta = true;
        break;
      case 'ctrl':
      case 'control':
        held.control = true;
        break;
      case 'alt':
      case 'option':
        held.alt = true;
        break;
      case 'shift':
        held.shift = true;
        break;
      default:
        throw new Error(`${accelerator} is no accelerator: ${part} is no modifier key.`);
    }
  }
  // Which signs need Shift differs from keyboard to keyboard; for them the sign itself decides.
  return { ...held, shift: /^[a-z0-9]$|^.{2,}$/.test(key) ? held.shift : held.shift || null, key };
}

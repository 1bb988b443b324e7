const isMac = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');
const macSigns: Record<string, string> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' };
const keyNames: Record<string, string> = { ArrowLeft: '←', ArrowRight: '→', Enter: 'Enter' };

/** What of a keyboard event decides which keystroke it is. */
type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** Whether an event is the keystroke, written like `Mod+Shift+P`; `Mod` is Ctrl, or ⌘ on a Mac. */
export function isKeystroke(event: KeyPress, keystroke: string, mac = isMac): boolean {
  const parts = keystroke.split('+');
  const key = parts.at(-1) ?? '';
  const mod = mac ? event.metaKey : event.ctrlKey;
  const otherMod = mac ? event.ctrlKey : event.metaKey;
  const shiftMatters = key.length > 1 || /[a-z]/iu.test(key);
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    mod === parts.includes('Mod') &&
    !otherMod &&
    event.altKey === parts.includes('Alt') &&
    (!shiftMatters || event.shiftKey === parts.includes('Shift'))
  );
}

/** A keystroke as it is printed on this machine's keys: `Ctrl+Shift+P`, or `⌘⇧P`. */
export function keystrokeLabel(keystroke: string, mac = isMac): string {
  const parts = keystroke.split('+').map((part) => keyNames[part] ?? part);
  return mac
    ? parts.map((part) => macSigns[part] ?? part).join('')
    : parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join('+');
}

/** A keystroke for the `aria-keyshortcuts` attribute. */
export function ariaKeystroke(keystroke: string, mac = isMac): string {
  return keystroke.replace('Mod', mac ? 'Meta' : 'Control');
}

/** Whether keys pressed at the target are text being typed. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'range'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}

import type { PageAccelerator } from './messages.ts';
import type { PreloadWorld } from './preload-world.ts';

/**
 * Tells the host what Electron learns natively from a window: its title, its first paint, menu accelerators that the page left
 * alone, and where a context menu is wanted. The function is sent to the page as text, so it refers to
 * nothing outside itself but types.
 */
export function watchWindow(world: PreloadWorld, closable: boolean): void {
  let accelerators: readonly PageAccelerator[] = [];
  world.onMessage((message) => {
    if (message.type === 'accelerators') accelerators = message.list;
  });

  const matching = (event: KeyboardEvent) =>
    accelerators.find(
      (one) =>
        one.key === event.key.toLowerCase() &&
        one.control === event.ctrlKey &&
        one.meta === event.metaKey &&
        one.alt === event.altKey &&
        (one.shift === null || one.shift === event.shiftKey),
    );

  window.addEventListener(
    'keydown',
    (event) => {
      const accelerator = matching(event);
      if (accelerator === undefined || accelerator.native || !event.isTrusted) return;
      let done = false;
      const trigger = () => {
        if (done || event.defaultPrevented) return;
        done = true;
        // The browser has its own idea of keys such as Ctrl+P.
        event.preventDefault();
        world.post({ type: 'accelerator', id: accelerator.id });
      };
      // Added while the event is on its way down, this listener is the last that it meets on its way up.
      window.addEventListener('keydown', trigger, { once: true });
      setTimeout(() => {
        window.removeEventListener('keydown', trigger);
        trigger();
      });
    },
    { capture: true },
  );

  window.addEventListener('contextmenu', (event) => {
    if (event.defaultPrevented) return;
    const at = event.composedPath()[0];
    const element = at instanceof Element ? at : null;
    const field = element?.closest('input, textarea, [contenteditable=""], [contenteditable="true"]') ?? null;
    event.preventDefault();
    world.post({
      type: 'context-menu',
      details: {
        x: event.clientX,
        y: event.clientY,
        linkURL: element?.closest('a')?.href ?? '',
        selectionText: String(getSelection() ?? ''),
        isEditable: field !== null,
      },
    });
  });

  // Chromium would look for another program on the desktop to open an address of the program's own scheme.
  const known = /^(https?|about|blob|data|javascript):/;
  navigation.addEventListener('navigate', (event) => {
    if (known.test(event.destination.url)) return;
    event.preventDefault();
    world.post({ type: 'navigate', url: event.destination.url });
  });

  // Chromium asks the host before it closes a window by hand, and the host asks the program.
  if (closable) window.addEventListener('beforeunload', (event) => event.preventDefault());

  const tellTitle = () => world.post({ type: 'title', title: document.title });
  document.addEventListener('DOMContentLoaded', () => {
    tellTitle();
    new MutationObserver(tellTitle).observe(document.head, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    requestAnimationFrame(() => requestAnimationFrame(() => world.post({ type: 'painted' })));
  });
}

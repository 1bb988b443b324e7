import { createCloneCodec } from '../clone.ts';
import { createBridgeEnd } from './bridge-end.ts';
import { filePathScript } from './file-path.ts';
import type { PageSetup } from './messages.ts';
import { startPreloadWorld } from './preload-world.ts';
import { watchWindow } from './window-events.ts';

/** The script that runs in the page's own world, before any of the page's scripts: its end of the context bridge. */
export function pageScript(setup: PageSetup): string {
  return inTopFrame(`(${createBridgeEnd.toString()})('page', ${JSON.stringify(setup.secret)});`);
}

/** The script that runs in the isolated world next to it: Electron's modules for a preload, and `preload` itself. */
export function preloadScript(setup: PageSetup, preload: string): string {
  return inTopFrame(`
    ((preload) => {
      const world = (${startPreloadWorld.toString()})(
        ${JSON.stringify(setup)},
        (${createCloneCodec.toString()})(),
        (${createBridgeEnd.toString()})('preload', ${JSON.stringify(setup.secret)}),
        ${filePathScript(setup.secret)},
      );
      (${watchWindow.toString()})(world, ${setup.closable});
      world.run(preload);
    })(function (require, module, exports, process) {
      ${preload}
    });`);
}

/** Electron runs a preload in the main frame of a window only. */
function inTopFrame(body: string): string {
  return `if (window === window.top) {${body}\n}`;
}

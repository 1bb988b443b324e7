/** What `import … from 'electron'` gives to a program on this host. */
import * as parts from './electron-parts.ts';

export * from './electron-parts.ts';
export default parts;

// A part of Electron's main process that its typings name and the host lacks is a type error here.
parts satisfies Record<Exclude<keyof typeof import('electron/main'), 'default'>, unknown>;

/** The least that a program with a window and a text box can be: what a start costs before a program does anything of its own. */
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';

await app.whenReady();
const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true } });
await window.loadFile(join(import.meta.dirname, 'index.html'));

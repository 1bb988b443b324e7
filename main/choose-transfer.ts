import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import type { ExportFormat } from '../core/transfer/transfer-types.ts';
import { chooseToOpen, chooseToSave } from './choose-file.ts';

const formats = {
  json: { name: 'Abendbook file', extensions: ['json'] },
  ndjson: { name: 'JSON lines', extensions: ['ndjson', 'jsonl'] },
  csv: { name: 'Spreadsheet (CSV)', extensions: ['csv'] },
} as const satisfies Record<Exclude<ExportFormat, 'markdown'>, { name: string; extensions: string[] }>;

const readable = ['json', 'ndjson', 'jsonl', 'csv', 'tsv', 'txt', 'md', 'zip', 'db'];

/** Asks where an export is to go: a file or, for Markdown, a folder. Null when the user turns away. */
export async function chooseExportTarget(
  window: BrowserWindow | null,
  format: ExportFormat,
  now = new Date(),
): Promise<string | null> {
  if (format === 'markdown') {
    return chooseToOpen(window, {
      title: 'Export to a folder',
      buttonLabel: 'Export into this folder',
      properties: ['openDirectory', 'createDirectory'],
    });
  }
  const { name, extensions } = formats[format];
  const day = now.toISOString().slice(0, 10);
  return chooseToSave(window, {
    title: 'Export to a file',
    buttonLabel: 'Export',
    defaultPath: join(app.getPath('documents'), `abendbook-${day}.${extensions[0]}`),
    filters: [
      { name, extensions: [...extensions] },
      { name: 'All files', extensions: ['*'] },
    ],
  });
}

/** Asks for what is to be imported; null when the user turns away. */
export function chooseImportSource(
  window: BrowserWindow | null,
  what: 'file' | 'folder',
): Promise<string | null> {
  if (what === 'folder') {
    return chooseToOpen(window, {
      title: 'Import a folder of Markdown files',
      buttonLabel: 'Look at this folder',
      properties: ['openDirectory'],
    });
  }
  return chooseToOpen(window, {
    title: 'Import a file',
    buttonLabel: 'Look at this file',
    properties: ['openFile'],
    filters: [
      { name: 'What can be imported', extensions: readable },
      { name: 'All files', extensions: ['*'] },
    ],
  });
}

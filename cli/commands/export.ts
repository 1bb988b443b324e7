import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import {
  exportFormats,
  type ExportFormat,
  type ExportReport,
  type ExportRequest,
} from '../../core/transfer/transfer-types.ts';
import type { GlobalOptions } from '../global-options.ts';
import { isEarlierExport } from '../earlier-export.ts';
import { doLongReading } from '../long-work.ts';
import { megabytes } from '../megabytes.ts';
import { seconds } from '../plan-words.ts';
import { printResult } from '../print.ts';
import { addSelectionOptions, selectionOf, type SelectionOptions } from '../selection-options.ts';
import { TransferProgressLine } from '../transfer-progress.ts';
import { addCommand, refuseUsage } from './command.ts';

interface ExportOptions extends GlobalOptions, SelectionOptions {
  readonly format?: ExportFormat;
  readonly excel?: boolean;
  readonly force?: boolean;
}

export function addExportCommand(program: Command): void {
  const command = addCommand(
    program,
    'export',
    'write the knowledge base, or a selection of it, to a file that others can read',
  )
    .argument('<file>', 'the file, or for markdown the folder; an earlier export there is replaced')
    .addOption(
      new Option(
        '--format <format>',
        'json and ndjson hold everything and can be imported again; csv and markdown are for people (default: by the ending)',
      ).choices(exportFormats),
    );
  addSelectionOptions(command)
    .option('--excel', 'csv with the mark that spreadsheet programs know UTF-8 by')
    .option('--force', 'also replace a file that is no export of this program')
    .action((file: string, _options: object, called: Command) =>
      exportFile(file, called.optsWithGlobals<ExportOptions>(), called),
    );
}

async function exportFile(file: string, options: ExportOptions, command: Command): Promise<void> {
  const { format, excel = false, force = false } = options;
  if (excel && format !== undefined && format !== 'csv')
    refuseUsage(command, `--excel is for csv, and the format is ${format}`);
  const line = new TransferProgressLine(options, 'Exporting');
  const selection = selectionOf(options);
  const stopping = (): string =>
    'Stopping. No file is made; one that was there stays as it was. Ctrl+C again ends at once.';
  const path = resolve(file);
  const request: ExportRequest = {
    path,
    overwrite: force || isEarlierExport(path),
    ...(format === undefined ? {} : { format }),
    ...(selection === undefined ? {} : { selection }),
    ...(excel ? { byteOrderMark: true } : {}),
  };
  const report = await doLongReading(options, stopping, async (db, signal) => {
    try {
      return await db.exportTo(request, line.show, signal);
    } finally {
      line.end();
    }
  });
  printResult(options, report, describe);
}

function describe({
  path,
  format,
  records,
  counts,
  sizeBytes,
  sha256,
  warnings,
  durationMs,
}: ExportReport): string {
  const count = (value: number): string => value.toLocaleString('en');
  const held = Object.entries(counts).filter(([, rows]) => rows > 0);
  return [
    `Exported ${count(records)} records as ${format} to ${path} (${megabytes(sizeBytes)}, ${seconds(durationMs)}).`,
    ...(held.length === 0 ? [] : [`  ${held.map(([name, rows]) => `${name} ${count(rows)}`).join(', ')}`]),
    `SHA-256 ${sha256}`,
    ...warnings,
  ].join('\n');
}

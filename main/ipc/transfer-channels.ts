import { basename, join, resolve } from 'node:path';
import type { BrowserWindow } from 'electron';
import { KnowledgeError, unwrap } from '../../core/failure.ts';
import type { Mapping } from '../../core/transfer/mapping/mapping.ts';
import { readMapping } from '../../core/transfer/mapping/read-mapping.ts';
import {
  fitsColumns,
  listMappings,
  removeMapping,
  saveMapping,
} from '../../core/transfer/mapping/saved-mappings.ts';
import type { ImportReport } from '../../core/transfer/transfer-types.ts';
import type { ImportChoice } from '../../preload/api.ts';
import type { Announce } from '../announce.ts';
import { chooseExportTarget, chooseImportSource } from '../choose-transfer.ts';
import type { ChosenSources } from '../chosen-sources.ts';
import type { Database } from '../database.ts';
import type { KnownBackups } from '../known-backups.ts';
import type { SettingsStore } from '../settings.ts';
import { shortReport } from '../short-report.ts';
import { showFile } from '../show-file.ts';
import { describeCheck, describeExport, describeImport, tellProgress } from '../transfer-words.ts';
import { takeSettings, travellingSettings } from '../travelling-settings.ts';
import type { WorkRegistry } from '../work.ts';
import type { Handlers } from './register.ts';

interface TransferChannelsOptions {
  readonly database: Database;
  readonly settings: SettingsStore;
  readonly work: WorkRegistry;
  readonly knownBackups: KnownBackups;
  readonly sources: ChosenSources;
  readonly announce: Announce;
  /** Where the program keeps its settings. */
  readonly folder: string;
  readonly window: () => BrowserWindow | null;
}

type TransferChannel =
  | 'transfer:export'
  | 'transfer:show-exported'
  | 'transfer:choose'
  | 'transfer:preview'
  | 'transfer:check'
  | 'transfer:import'
  | 'mappings:list'
  | 'mappings:save'
  | 'mappings:remove';

/** What brings knowledge in and out. Files are read and written only where the user said so in a dialog, or by dropping them. */
export function transferChannels(options: TransferChannelsOptions): Handlers<TransferChannel> {
  const { database, settings, work, knownBackups, sources, announce, window } = options;
  const mappings = join(options.folder, 'mappings');
  let exported: string | null = null;

  /** What the window asks for, once it is known to be something that it may ask for. Throws a `KnowledgeError` otherwise. */
  function checked<C extends { readonly path: string; readonly mapping?: Mapping }>(choice: C): C {
    const path = sources.find(choice.path);
    return choice.mapping === undefined
      ? { ...choice, path }
      : { ...choice, path, mapping: unwrap(readMapping(choice.mapping)) };
  }

  async function bringIn(choice: ImportChoice): Promise<ImportReport> {
    const request = checked(choice);
    const backsUp = choice.backup || choice.mode === 'replace';
    try {
      const report = await work.run({
        title: `Importing ${basename(request.path)}`,
        toldAt: 'import',
        cancelWords: 'Cancel, importing nothing',
        perform: (tell, signal) =>
          database.change((knowledge) =>
            knowledge.importFrom(
              { ...request, actor: settings.settings.author },
              tellProgress('import', backsUp, tell),
              signal,
            ),
          ),
        describe: describeImport,
      });
      if (report.backup !== null) knownBackups.add(report.backup.path);
      if (report.mode === 'replace' && report.settings !== null)
        await takeSettings(report.settings, settings, announce);
      return shortReport(report);
    } finally {
      announce('entries:changed', { ids: [] });
      announce('schema:changed', null);
      if (backsUp) announce('backups:changed', null);
    }
  }

  return {
    'transfer:export': async ({ format, selection, byteOrderMark }) => {
      const target = await chooseExportTarget(window(), format);
      if (target === null) return null;
      if (resolve(target) === resolve(database.path)) throw new KnowledgeError(ownFile(target));
      const report = await work.run({
        title: `Exporting to ${basename(target)}`,
        toldAt: 'export',
        cancelWords: 'Cancel, keeping no file',
        perform: (tell, signal) =>
          database.use((knowledge) =>
            knowledge.exportTo(
              {
                path: target,
                format,
                byteOrderMark,
                overwrite: true,
                ...(selection === null ? { settings: travellingSettings(settings) } : { selection }),
              },
              tellProgress('export', false, tell),
              signal,
            ),
          ),
        describe: describeExport,
      });
      exported = report.path;
      return report;
    },
    'transfer:show-exported': async () => {
      if (exported === null) throw new KnowledgeError(nothingExported);
      await showFile(exported);
      return null;
    },
    'transfer:choose': async ({ what }) => {
      const path = await chooseImportSource(window(), what);
      return path === null ? null : sources.add(path);
    },
    'transfer:preview': (choice) => {
      const request = checked(choice);
      return database.use((knowledge) => knowledge.previewImport(request));
    },
    'transfer:check': async (choice) => {
      const request = checked(choice);
      const report = await work.run({
        title: `Checking ${basename(request.path)}`,
        toldAt: 'import',
        cancelWords: 'Cancel the check',
        perform: (tell, signal) =>
          database.change((knowledge) =>
            knowledge.importFrom(
              { ...request, backup: false, dryRun: true, actor: settings.settings.author },
              tellProgress('check', false, tell),
              signal,
            ),
          ),
        describe: describeCheck,
      });
      return shortReport(report);
    },
    'transfer:import': bringIn,
    'mappings:list': async ({ columns }) =>
      (await listMappings(mappings)).filter(({ mapping }) => fitsColumns(mapping, columns)),
    'mappings:save': ({ mapping }) => saveMapping(mappings, mapping),
    'mappings:remove': async ({ name }) => {
      await removeMapping(mappings, name);
      return null;
    },
  };
}

const nothingExported = {
  kind: 'not-found',
  message: 'Nothing was exported since Abendbook was started.',
  recovery: 'Export first.',
} as const;

function ownFile(path: string) {
  return {
    kind: 'file-exists',
    message: `${path} is your knowledge base itself.`,
    recovery: 'Nothing was written. Export to another file.',
  } as const;
}

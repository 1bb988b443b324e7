import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session } from 'electron';
import { announceTo } from './announce.ts';
import { BackupSchedule } from './backup-schedule.ts';
import { ChosenSources } from './chosen-sources.ts';
import type { Database } from './database.ts';
import type { ErrorLog } from './error-log.ts';
import { allChannels } from './ipc/all-channels.ts';
import { registerDrops } from './ipc/drop-channel.ts';
import { registerChannels } from './ipc/register.ts';
import { isFromWindow, type Caller } from './ipc/sender.ts';
import { menuTemplate } from './menu.ts';
import { denyPermissions } from './permissions.ts';
import { readRendererFiles, respond, schemeName } from './scheme.ts';
import { SettingsStore } from './settings.ts';
import { showFile } from './show-file.ts';
import { tellReport } from './tell-report.ts';
import { applyTheme } from './theme.ts';
import { UnsavedEdits } from './unsaved-edits.ts';
import { Upgrades } from './upgrades.ts';
import { focusWindow, openWindow } from './window.ts';
import { WorkRegistry } from './work.ts';

/** How long the end of the program waits for its database and its settings, in milliseconds. */
const patienceAtEnd = 5_000;

interface Parts {
  /** Where the program keeps its settings. */
  readonly folder: string;
  readonly database: Database;
  readonly log: ErrorLog;
  readonly reportBug: (caught: unknown) => void;
}

/** The running program: its one window, and what lives as long as it does. */
export class Application {
  readonly #parts: Parts;
  readonly #settings: SettingsStore;
  readonly #announce = announceTo(() => BrowserWindow.getAllWindows());
  readonly #work = new WorkRegistry((work) => this.#announce('work:changed', work));
  readonly #schedule: BackupSchedule;
  readonly #upgrades: Upgrades;
  readonly #unsavedEdits = new UnsavedEdits();
  #window: BrowserWindow | null = null;
  #quitting = false;
  #ended = false;

  private constructor(parts: Parts, settings: SettingsStore) {
    this.#parts = parts;
    this.#settings = settings;
    const { database, log } = parts;
    this.#schedule = new BackupSchedule({
      database,
      work: this.#work,
      interval: () => settings.settings.backups,
      onBackup: () => this.#announce('backups:changed', null),
      onFailure: (caught) => log.write('The scheduled backup was not made', caught),
    });
    this.#upgrades = new Upgrades({
      database,
      work: this.#work,
      profile: () => settings.settings.profile,
      actor: () => settings.settings.author,
      announce: this.#announce,
      onReport: (report, wanted) =>
        tellReport(report, {
          log,
          onClick: wanted ? () => focusWindow(this.#openWindow()) : null,
        }),
    });
  }

  /** Resolves with the window on its way. It does not wait for the database, which opens meanwhile. */
  static async start(parts: Parts): Promise<Application> {
    const [settings, rendererFiles] = await Promise.all([
      SettingsStore.open(join(parts.folder, 'settings.json')),
      readRendererFiles(join(import.meta.dirname, '../renderer')),
      app.whenReady(),
    ]);
    const application = new Application(parts, settings);
    applyTheme(settings.settings.theme);
    denyPermissions(session.defaultSession);
    protocol.handle(schemeName, (request) => respond(rendererFiles, request));
    application.#answerWindow();
    application.#setMenu();
    application.#followLifecycle();
    application.#openWindow();
    application.#schedule.start();
    return application;
  }

  /** Brings the window to the front because the program was started again, maybe with another database. */
  comeForward(askedFor: string): void {
    const window = this.#openWindow();
    focusWindow(window);
    if (askedFor === this.#parts.database.path) return;
    void dialog.showMessageBox(window, {
      type: 'info',
      message: 'Abendbook is open with another knowledge base',
      detail: `Open: ${this.#parts.database.path}\nAsked for: ${askedFor}\n\nQuit Abendbook first, then start it again with the other file.`,
      buttons: ['Stay with this one'],
    });
  }

  #openWindow(): BrowserWindow {
    if (this.#window !== null) return this.#window;
    const window = openWindow({
      unsavedEdits: this.#unsavedEdits,
      upgrades: this.#upgrades,
      log: this.#parts.log,
      development: !app.isPackaged,
      onStay: () => {
        this.#quitting = false;
      },
    });
    window.once('closed', () => {
      this.#window = null;
    });
    this.#window = window;
    return window;
  }

  #answerWindow(): void {
    const { database, folder, log, reportBug } = this.#parts;
    const sources = new ChosenSources();
    const isTrusted = (caller: Caller) => isFromWindow(caller, BrowserWindow.getAllWindows());
    registerDrops({ ipc: ipcMain, sources, isTrusted });
    registerChannels({
      ipc: ipcMain,
      handlers: allChannels({
        database,
        settings: this.#settings,
        announce: this.#announce,
        work: this.#work,
        schedule: this.#schedule,
        upgrades: this.#upgrades,
        log,
        sources,
        folder,
        unsavedEdits: this.#unsavedEdits,
        window: () => this.#window,
      }),
      isTrusted,
      reportBug,
    });
  }

  #setMenu(): void {
    const { database, log } = this.#parts;
    const template = menuTemplate({
      platform: process.platform,
      development: !app.isPackaged,
      command: (command) => this.#announce('menu:command', command),
      showDatabase: () => {
        showFile(database.path).catch((caught: unknown) =>
          log.write('The database could not be shown', caught),
        );
      },
      print: () => this.#window?.webContents.print(),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  #followLifecycle(): void {
    app.on('activate', () => this.#openWindow());
    app.on('before-quit', () => {
      this.#quitting = true;
    });
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin' || this.#quitting) app.quit();
    });
    app.on('will-quit', (event) => {
      if (this.#ended) return;
      event.preventDefault();
      void this.#end().then(() => app.quit());
    });
  }

  /**
   * Stops work at its next safe point and frees the database. What an upgrade has begun to write is written to its end first, however long
   * that takes. A second call, while the first is at it, changes nothing.
   */
  async #end(): Promise<void> {
    this.#schedule.stop();
    this.#work.cancelAll();
    await this.#upgrades.idle();
    const closing = Promise.all([this.#parts.database.close(), this.#settings.flush()]);
    const patience = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => patience.reject(new Error(`The database was not closed within ${patienceAtEnd} ms`)),
      patienceAtEnd,
    );
    await Promise.race([closing, patience.promise]).catch((caught: unknown) =>
      this.#parts.log.write('The database was not closed in order', caught),
    );
    clearTimeout(timer);
    this.#ended = true;
  }
}

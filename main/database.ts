import type { SalvageReport } from '../core/backup/backup.ts';
import type { RestoreReport } from '../core/backup/restore-report.ts';
import { KnowledgeError, outcomeOf, unwrap, type Failure } from '../core/failure.ts';
import type { DatabaseStatus, KnowledgeBase, LoadProgress } from '../core/store/knowledge-base.ts';
import type { KnowledgeClient } from '../core/store/knowledge-client.ts';

const closed: Failure = {
  kind: 'cancelled',
  message: 'Abendbook is closing its database.',
  recovery: 'Your knowledge base was not changed by this step. Start Abendbook again.',
};

const onlyRead: Failure = {
  kind: 'read-only-file',
  message: 'The knowledge base is opened read-only, so nothing can be changed in it.',
  recovery: 'Nothing was changed. Use “Open for writing” at the top of the window, or restore a backup.',
};

/** The one database of the program, from its opening at the start to its closing before the end. */
export class Database {
  readonly path: string;
  readonly #start: (readOnly: boolean) => KnowledgeClient;
  #client: KnowledgeClient;
  #readOnly = false;
  #openingFailed = false;
  #closing: Promise<void> | null = null;

  /** Starts opening the database at once; it does not wait for it. */
  constructor(path: string, start: (readOnly: boolean) => KnowledgeClient) {
    this.path = path;
    this.#start = start;
    this.#client = start(false);
  }

  /** Does something with the open database. Rejects with why it could not be opened, where it could not. */
  async use<T>(work: (knowledge: KnowledgeBase) => Promise<T>): Promise<T> {
    this.#refuseWhenClosing();
    const client = this.#client;
    unwrap(await client.opened);
    return work(client);
  }

  /** The same for work that writes: it is refused while the database is opened for reading only. */
  change<T>(work: (knowledge: KnowledgeBase) => Promise<T>): Promise<T> {
    return this.use(async (knowledge) => {
      if (unwrap(await this.#client.opened).readOnly) throw new KnowledgeError(onlyRead);
      return work(knowledge);
    });
  }

  /** The database's present state. When opening it failed before, this tries again. */
  async status(): Promise<DatabaseStatus> {
    if (this.#openingFailed) await this.#openAgain();
    const { opened } = this.#client;
    this.#openingFailed = !(await opened).ok;
    return this.use((knowledge) => knowledge.status());
  }

  /** Opens it for reading only, or for writing again. Where that fails, what was open stays open. */
  async reopen(readOnly: boolean): Promise<DatabaseStatus> {
    this.#refuseWhenClosing();
    const next = this.#start(readOnly);
    const opened = await next.opened;
    if (!opened.ok) {
      await outcomeOf(() => next.close());
      throw new KnowledgeError(opened.failure);
    }
    const before = this.#client;
    this.#client = next;
    this.#readOnly = readOnly;
    this.#openingFailed = false;
    await outcomeOf(() => before.close());
    return next.status();
  }

  /**
   * Puts something else in the database's place. It need not be open: this is also the way out when it cannot be opened, and then it is opened
   * again afterwards.
   */
  async replace<T>(work: (knowledge: KnowledgeBase) => Promise<T>): Promise<T> {
    this.#refuseWhenClosing();
    const client = this.#client;
    const wasOpen = (await client.opened).ok;
    const result = await work(client);
    if (!wasOpen || this.#readOnly) await this.#openAgain();
    return result;
  }

  /** What restoring a backup would discard, also while the database cannot be opened. */
  plan(backupPath: string): Promise<RestoreReport> {
    this.#refuseWhenClosing();
    return this.#client.planRestore(backupPath);
  }

  /** Reads what can be read of the file into a new one, also while it cannot be opened. */
  salvage(
    target: string,
    onProgress: (progress: LoadProgress) => void,
    signal: AbortSignal,
  ): Promise<SalvageReport> {
    this.#refuseWhenClosing();
    return this.#client.salvage(target, onProgress, signal);
  }

  /** Ends all work on the database and closes it. Resolves once the file is free. */
  close(): Promise<void> {
    const closing = this.#closing ?? this.#client.close();
    this.#closing = closing;
    return closing;
  }

  async #openAgain(): Promise<void> {
    this.#openingFailed = false;
    this.#readOnly = false;
    const failed = this.#client;
    this.#client = this.#start(false);
    // What it holds is of no use any more, so how its closing ends makes no difference.
    await outcomeOf(() => failed.close());
  }

  #refuseWhenClosing(): void {
    if (this.#closing !== null) throw new KnowledgeError(closed);
  }
}

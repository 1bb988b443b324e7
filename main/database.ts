import type { RestoreReport } from '../core/backup/restore-report.ts';
import { KnowledgeError, outcomeOf, unwrap, type Failure } from '../core/failure.ts';
import type { DatabaseStatus, KnowledgeBase } from '../core/store/knowledge-base.ts';
import type { KnowledgeClient } from '../core/store/knowledge-client.ts';

const closed: Failure = {
  kind: 'cancelled',
  message: 'Abendbook is closing its database.',
  recovery: 'Your knowledge base was not changed by this step. Start Abendbook again.',
};

/** The one database of the program, from its opening at the start to its closing before the end. */
export class Database {
  readonly path: string;
  readonly #start: () => KnowledgeClient;
  #client: KnowledgeClient;
  #openingFailed = false;
  #closing: Promise<void> | null = null;

  /** Starts opening the database at once; it does not wait for it. */
  constructor(path: string, start: () => KnowledgeClient) {
    this.path = path;
    this.#start = start;
    this.#client = start();
  }

  /** Does something with the open database. Rejects with why it could not be opened, where it could not. */
  async use<T>(work: (knowledge: KnowledgeBase) => Promise<T>): Promise<T> {
    if (this.#closing !== null) throw new KnowledgeError(closed);
    const client = this.#client;
    unwrap(await client.opened);
    return work(client);
  }

  /** The database's present state. When opening it failed before, this tries again. */
  async status(): Promise<DatabaseStatus> {
    if (this.#openingFailed) await this.#openAgain();
    const { opened } = this.#client;
    this.#openingFailed = !(await opened).ok;
    return this.use((knowledge) => knowledge.status());
  }

  /**
   * Puts something else in the database's place. It need not be open: this is also the way out when it cannot be opened, and then it is opened
   * again afterwards.
   */
  async replace<T>(work: (knowledge: KnowledgeBase) => Promise<T>): Promise<T> {
    if (this.#closing !== null) throw new KnowledgeError(closed);
    const client = this.#client;
    const wasOpen = (await client.opened).ok;
    const result = await work(client);
    if (!wasOpen) await this.#openAgain();
    return result;
  }

  /** What restoring a backup would discard, also while the database cannot be opened. */
  plan(backupPath: string): Promise<RestoreReport> {
    if (this.#closing !== null) throw new KnowledgeError(closed);
    return this.#client.planRestore(backupPath);
  }

  /** Ends all work on the database and closes it. Resolves once the file is free. */
  close(): Promise<void> {
    const closing = this.#closing ?? this.#client.close();
    this.#closing = closing;
    return closing;
  }

  async #openAgain(): Promise<void> {
    this.#openingFailed = false;
    const failed = this.#client;
    this.#client = this.#start();
    // It holds nothing open, so how its closing ends makes no difference.
    await outcomeOf(() => failed.close());
  }
}

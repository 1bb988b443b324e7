import type { Kysely } from 'kysely';
import type { ManyRowsSession } from '../../store/many-rows.ts';
import type { Schema } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import type { ImportTally } from './import-tally.ts';

/** What every part of an import works with, inside its one transaction. */
export interface ImportContext {
  readonly store: Store;
  readonly db: Kysely<Schema>;
  readonly rows: ManyRowsSession;
  readonly tally: ImportTally;
  readonly actor: string;
  /** Stands for times that records do not give. */
  readonly now: string;
  /** Nothing is kept of it in the end, so what nobody asks for meanwhile need not be written: the search index. */
  readonly dryRun: boolean;
  /** What no transaction takes back, and so is done only once nothing else can fail: counters of a server. */
  readonly lastly: (() => Promise<void>)[];
  /** Throws where the import was cancelled. */
  readonly stopIfCancelled: () => void;
}

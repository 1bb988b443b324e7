import type { RawRecord } from '../read/source-record.ts';
import { optionalFields } from './prepared-record.ts';

const known: ReadonlySet<string> = new Set([
  ...optionalFields,
  'id',
  'title',
  'problem',
  'solution',
  'number',
  'revision',
  'revisions',
  'created_at',
  'updated_at',
]);

/** So many names are told. */
const most = 20;

/** The names of fields that records have and entries have not: what is in them is not imported, and should not go unnoticed. */
export class UnknownFields {
  readonly #found = new Set<string>();
  #taken = 0;

  look(raw: RawRecord): void {
    for (const name in raw) {
      if (!known.has(name) && this.#found.size < most) this.#found.add(name.slice(0, 100));
    }
  }

  /** Those found since it was asked last. */
  take(): readonly string[] {
    const fresh = [...this.#found].slice(this.#taken);
    this.#taken = this.#found.size;
    return fresh;
  }
}

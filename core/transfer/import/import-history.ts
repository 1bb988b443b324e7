import { historyTable } from '../export/long-histories.ts';
import { insertRows } from '../../store/many-rows.ts';
import type { RowItem } from './coming-row.ts';
import type { EntryAliases } from './entry-aliases.ts';
import type { ImportContext } from './import-context.ts';
import { prepareFormerState } from './prepare-revisions.ts';

const placesById = {
  sqlite: 'SELECT id, number, revision FROM kb_entries WHERE id = ?',
  postgresql: 'SELECT id, number, revision FROM kb_entries WHERE id = ANY ($1::text[])',
} as const;
const placesByNumber = {
  sqlite: 'SELECT id, number, revision FROM kb_entries WHERE number = ?',
  postgresql: 'SELECT id, number, revision FROM kb_entries WHERE number = ANY ($1::int[])',
} as const;

interface Place {
  readonly id: string;
  readonly number: number;
  readonly revision: number;
}

const insertFormer = insertRows(
  historyTable,
  { entry_number: 'int', revision: 'int', snapshot: 'text', replaced_by: 'text', replaced_at: 'text' },
  'ON CONFLICT (entry_number, revision) DO NOTHING',
);

/** Brings in what of long histories did not go with the records of the entries. A state that is here under its number stays as it is. */
export class HistoryImport {
  readonly #context: ImportContext;
  readonly #aliases: EntryAliases;

  constructor(context: ImportContext, aliases: EntryAliases) {
    this.#context = context;
    this.#aliases = aliases;
  }

  async take(items: readonly RowItem[]): Promise<void> {
    const { rows, tally } = this.#context;
    const read = items.map(({ record, row }) => ({ record, former: prepareFormerState(row) }));
    const places = await this.#find(read.flatMap(({ former }) => (former === null ? [] : [former.id])));
    for (const { record, former } of read) {
      const place = former === null ? undefined : places.get(former.id);
      if (former === null || place === undefined) {
        tally.row(historyTable, 'rejected');
        tally.reject({
          record,
          where: historyTable,
          title: null,
          kind: former === null ? 'invalid-value' : 'missing-reference',
          reason:
            former === null
              ? 'This earlier state of an entry is not complete.'
              : 'The entry that this is an earlier state of is not here.',
        });
        continue;
      }
      const { revision, snapshot, replacedBy, replacedAt } = former.state;
      // A number that the entry here has yet to come to must stay free for it.
      const isEarlier = revision < place.revision;
      if (isEarlier) {
        await rows.write(insertFormer, [[place.number, revision, snapshot, replacedBy, replacedAt]]);
      }
      tally.row(historyTable, isEarlier ? 'added' : 'unchanged');
    }
  }

  /** The entries here, by their ids in the source. */
  async #find(ids: readonly string[]): Promise<ReadonlyMap<string, Place>> {
    const { rows } = this.#context;
    const wanted = [...new Set(ids)];
    const places = new Map<string, Place>();
    for (const place of await rows.find<Place>(placesById, wanted)) places.set(place.id, place);
    const aliases = await this.#aliases.numbersOf(wanted);
    const byNumber = await rows.find<Place>(placesByNumber, [...new Set(aliases.values())]);
    for (const [id, number] of aliases) {
      const place = byNumber.find((one) => one.number === number);
      if (place !== undefined) places.set(id, place);
    }
    return places;
  }
}

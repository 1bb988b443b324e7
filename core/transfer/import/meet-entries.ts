import { readEntries } from '../../entries/entry-rows.ts';
import type { Entry } from '../../entries/entry.ts';
import type { ImportConflict } from '../transfer-types.ts';
import { changeEntry } from './change-entry.ts';
import { contentKey } from './content-key.ts';
import type { ContentIndex } from './content-index.ts';
import { decide, differingFields, type Meeting } from './decide.ts';
import type { StateField } from './entry-state.ts';
import type { Met } from './find-entries.ts';
import type { ImportContext } from './import-context.ts';
import type { EntryChange, EntryWriter } from './write-entries.ts';

/** What entries that are here become when records stand for them. */
export class EntryMeetings {
  readonly #context: ImportContext;
  readonly #writer: EntryWriter;
  readonly #contents: ContentIndex;

  constructor(context: ImportContext, writer: EntryWriter, contents: ContentIndex) {
    this.#context = context;
    this.#writer = writer;
    this.#contents = contents;
  }

  /** No two of the records stand for one entry. */
  async meet(met: readonly Met[]): Promise<void> {
    const { db, now, tally } = this.#context;
    const numbers = met.map(({ number }) => number);
    const entries = numbers.length === 0 ? new Map<number, Entry>() : await readEntries(db, numbers);
    const different: (Meeting & { readonly met: Met; readonly fields: readonly StateField[] })[] = [];
    for (const one of met) {
      const here = entries.get(one.number);
      if (here === undefined) throw new Error(`Entry ${one.number} was found and cannot be read.`);
      const comparison = one.sameBy === 'id' ? 'exact' : 'plain';
      const meeting: Meeting = { here, file: one.record, comparison, now };
      const fields = differingFields(meeting);
      if (fields.length === 0) tally.entry('unchanged', null);
      else different.push({ ...meeting, met: one, fields });
    }
    if (different.length === 0) return;
    const histories = await this.#readHistories(different.map(({ here }) => here.number));
    const changes: EntryChange[] = [];
    const contents: { readonly number: number; readonly from: string; readonly to: string }[] = [];
    for (const meeting of different) {
      const history = histories.get(meeting.here.number) ?? [];
      const decision = decide(
        meeting,
        meeting.fields,
        history.map(({ snapshot }) => snapshot),
      );
      if (decision.kind === 'take-file') tally.entry('updated', meeting.here.id);
      else tally.entry('unchanged', null);
      if (decision.kind === 'unchanged') continue;
      if (decision.isConflict) tally.conflict(conflictOf(meeting.met, meeting, decision));
      if (decision.kind === 'keep-here') continue;
      const taken = history.map(({ revision }) => revision);
      changes.push(changeEntry(meeting, decision.fields, taken, this.#context.actor));
      contents.push({
        number: meeting.here.number,
        from: contentKey(meeting.here),
        to: meeting.file.key,
      });
    }
    await this.#writer.change(changes);
    for (const { number, from, to } of contents) await this.#contents.change(number, from, to);
  }

  async #readHistories(numbers: readonly number[]) {
    const rows = await this.#context.db
      .selectFrom('kb_revisions')
      .select(['entry_number', 'revision', 'snapshot'])
      .where('entry_number', 'in', numbers)
      .orderBy('entry_number')
      .orderBy('revision')
      .execute();
    return Map.groupBy(rows, ({ entry_number: number }) => number);
  }
}

function conflictOf(
  { record, sameBy }: Met,
  { here, file }: Meeting,
  { kind, fields }: { readonly kind: 'take-file' | 'keep-here'; readonly fields: readonly StateField[] },
): ImportConflict {
  return {
    record: record.record,
    id: here.id,
    title: here.title,
    sameBy,
    took: kind === 'take-file' ? 'file' : 'here',
    fields: fields.map((field) => ({ field, here: here[field], file: file.entry[field] })),
    hereUpdatedAt: here.updatedAt,
    fileUpdatedAt: file.entry.updatedAt,
  };
}

import type { ImportPreview, MappedRecord, RejectedRecord } from '../transfer-types.ts';

type Problem = MappedRecord['problems'][number];
type Counted = ImportPreview['problems'][number];

/** Problems of many records, counted by kind and field, each with its first one as the example. */
export class PreviewProblems {
  readonly #counted = new Map<string, Counted>();
  #rejected = 0;

  /** Records that could not be read at all. */
  get rejected(): number {
    return this.#rejected;
  }

  add({ kind, field, reason }: Problem, record: number): void {
    const key = `${kind} ${field ?? ''}`;
    const earlier = this.#counted.get(key) ?? { kind, field, count: 0, example: reason, record };
    this.#counted.set(key, { ...earlier, count: earlier.count + 1 });
  }

  addRejected({ kind, reason, record }: RejectedRecord): void {
    this.#rejected += 1;
    this.add({ kind, field: null, reason }, record);
  }

  /** The most frequent first. */
  list(): readonly Counted[] {
    return [...this.#counted.values()].toSorted((one, other) => other.count - one.count);
  }
}

import type { ByteSource } from '../bytes/byte-source.ts';
import { inBatches } from '../in-batches.ts';
import { asWritten, RecordChecksum } from '../record-checksum.ts';
import { sourceFailure } from '../source-failure.ts';
import type { SourceItem } from '../source-record.ts';
import { ExportHeader, toRow } from './export-parts.ts';
import {
  BrokenJson,
  JsonOutline,
  type FirstElement,
  type JsonPath,
  type OutlineListener,
} from './outline.ts';
import { parseRecord, refuseNul, scanRecord, type ParsedRecord, type ScannedRecord } from './parse-record.ts';

/** What a look at the beginning has found out. */
export interface JsonShape {
  /** An export of this program: its entries and tables are read. */
  readonly isOurs: boolean;
  /** The list to be read; null for the first one. */
  readonly records: JsonPath | null;
  /** The whole text is one record. */
  readonly isSingle: boolean;
}

/**
 * The records of one JSON value: an export, or any object with a list of records in it, or a bare list. Tables that stand before the entries are read
 * after them, in a second pass. Throws a `KnowledgeError` of kind invalid-file or newer-file.
 */
export async function* readJson(bytes: ByteSource, shape: JsonShape): AsyncGenerator<readonly SourceItem[]> {
  const reading = new JsonReading(bytes.name, shape);
  if (shape.isSingle) {
    reading.single(bytes.head);
    yield reading.take();
    return;
  }
  for await (const chunk of bytes.chunks()) {
    reading.push(chunk);
    yield* inBatches(reading.take());
  }
  reading.endPass();
  if (reading.hasEarlyTables) {
    reading.beginTables();
    for await (const chunk of bytes.chunks()) {
      reading.push(chunk);
      yield* inBatches(reading.take());
    }
    reading.endPass();
  }
  reading.finish();
  yield* inBatches(reading.take());
}

class JsonReading implements OutlineListener {
  readonly #name: string;
  readonly #shape: JsonShape;
  readonly #header: ExportHeader;
  readonly #checksum = new RecordChecksum();
  #outline = new JsonOutline(this);
  #items: SourceItem[] = [];
  #records: JsonPath | null;
  #count = 0;
  #hasHeader = false;
  #hasLists = false;
  #hasEntries = false;
  #isTablesPass = false;
  #current: 'entries' | 'rows' = 'entries';
  hasEarlyTables = false;

  constructor(name: string, shape: JsonShape) {
    this.#name = name;
    this.#shape = shape;
    this.#records = shape.isOurs ? ['entries'] : shape.records;
    this.#header = new ExportHeader(name);
  }

  get #isOurs(): boolean {
    return this.#shape.isOurs || this.#header.isOurs;
  }

  push(chunk: Buffer): void {
    this.#guard(() => this.#outline.push(chunk));
  }

  take(): readonly SourceItem[] {
    const items = this.#items;
    this.#items = [];
    return items;
  }

  single(text: Buffer): void {
    this.#entry(scanRecord(text));
  }

  beginTables(): void {
    this.#outline = new JsonOutline(this);
    this.#isTablesPass = true;
  }

  endPass(): void {
    this.#guard(() => this.#outline.end());
    if (!this.#hasLists) throw noList(this.#name);
    if (!this.#isTablesPass && this.#isOurs) this.#tellHeader();
  }

  finish(): void {
    if (!this.#isOurs) return;
    this.#items.push({ kind: 'end', stated: this.#header.stated, found: this.#checksum.finish() });
  }

  scalar(path: JsonPath, value: unknown): void {
    if (!this.#isTablesPass) this.#header.note(path, value);
  }

  list(path: JsonPath, first: FirstElement): boolean {
    if (this.#isOurs && path.length === 2 && path[0] === 'tables') return this.#takesTable();
    if (this.#isTablesPass) return false;
    if (first === 'none') this.#hasLists = true;
    if (first === 'object' || path.length === 0) this.#records ??= path;
    if (this.#records !== null && samePath(path, this.#records)) {
      this.#hasLists = true;
      this.#hasEntries = true;
      this.#current = 'entries';
      if (this.#header.isWhole) this.#tellHeader();
      return true;
    }
    if (first === 'object') this.#leftOut(path);
    return false;
  }

  #takesTable(): boolean {
    this.#hasLists = true;
    this.#current = 'rows';
    const isNow = this.#isTablesPass || (this.#hasEntries && !this.hasEarlyTables);
    if (!isNow) this.hasEarlyTables = true;
    return isNow;
  }

  element(path: JsonPath, scanned: ScannedRecord): void {
    if (this.#current === 'rows') this.#row(path[1] ?? '', scanned);
    else this.#entry(scanned);
  }

  #entry(scanned: ScannedRecord): void {
    const parsed = refuseNul(parseRecord(scanned), scanned.bytes);
    this.#count += 1;
    const record = this.#count;
    if (!parsed.ok) return this.#reject(parsed, record, null);
    this.#items.push({ kind: 'entry', record, where: null, raw: parsed.raw });
    if (this.#isOurs || this.#records?.[0] === 'entries')
      this.#checksum.entry(parsed.raw, asWritten(scanned));
  }

  #row(table: string, scanned: ScannedRecord): void {
    const parsed = parseRecord(scanned);
    this.#count += 1;
    const record = this.#count;
    if (!parsed.ok) return this.#reject(parsed, record, table);
    this.#items.push(toRow(table, record, parsed.raw));
    this.#checksum.row(table, parsed.raw, asWritten(scanned));
  }

  #reject(parsed: Extract<ParsedRecord, { ok: false }>, record: number, where: string | null): void {
    const { kind, reason, title, isBroken } = parsed;
    if (isBroken) {
      throw sourceFailure(
        'invalid-file',
        `${this.#name} cannot be read: record ${record}${where === null ? '' : ` (in ${where})`}, which begins at byte ${this.#outline.elementAt + 1}, is broken. ${reason}`,
        'Correct the file there, or export it anew.',
      );
    }
    this.#items.push({ kind: 'rejected', rejected: { record, where, title, kind, reason } });
  }

  /** Another list than the one that is read is not passed over in silence. */
  #leftOut(path: JsonPath): void {
    const where = path.join('.').slice(0, 200);
    const read = this.#records?.join('.').slice(0, 200) ?? '';
    const reason = `The list ${where} was not read, since ${read} holds the records.`;
    this.#items.push({
      kind: 'rejected',
      rejected: { record: this.#count + 1, where, title: null, kind: 'not-readable', reason },
    });
  }

  #tellHeader(): void {
    if (this.#hasHeader) return;
    this.#hasHeader = true;
    this.#items.push(this.#header.item());
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (caught) {
      if (!(caught instanceof BrokenJson)) throw caught;
      const place = this.#current === 'rows' ? 'in its tables' : `after record ${this.#count}`;
      throw sourceFailure(
        'invalid-file',
        caught.isCut
          ? `${this.#name} is not whole: it ends at byte ${caught.at}, ${place}.`
          : `${this.#name} cannot be read: at byte ${caught.at + 1}, ${place}, ${caught.message}.`,
        caught.isCut
          ? 'Copy or export it again, and see that it is complete.'
          : 'Correct the file there, or export it anew.',
        { cause: caught },
      );
    }
  }
}

function samePath(one: JsonPath, other: JsonPath): boolean {
  return one.length === other.length && one.every((key, place) => key === other[place]);
}

function noList(name: string): Error {
  return sourceFailure(
    'invalid-file',
    `${name} is JSON, but no list of records was found in it.`,
    'Choose a file that holds a list, such as {"entries": [ … ]}.',
  );
}

import type { ByteSource } from '../bytes/byte-source.ts';
import { inBatches } from '../in-batches.ts';
import { asWritten, RecordChecksum } from '../record-checksum.ts';
import { sourceFailure } from '../source-failure.ts';
import type { RawRecord, SourceItem } from '../source-record.ts';
import { ExportHeader, toRow } from './export-parts.ts';
import { parseRecord, refuseNul, scanRecord, type ParsedRecord } from './parse-record.ts';
import { LineSplitter, type ByteLine } from './split-lines.ts';

/**
 * The records of JSON lines: an export with a type on each line (`isTyped`), or bare objects. A line that is broken is rejected, and reading goes on with the
 * next. Throws a `KnowledgeError` of kind invalid-file or newer-file.
 */
export async function* readNdjson(
  bytes: ByteSource,
  isTyped: boolean,
): AsyncGenerator<readonly SourceItem[]> {
  const splitter = new LineSplitter();
  const reading = new NdjsonReading(bytes.name, isTyped);
  for await (const chunk of bytes.chunks()) {
    for (const line of splitter.push(chunk)) reading.line(line);
    yield* inBatches(reading.take());
  }
  for (const line of splitter.end()) reading.line(line);
  reading.finish();
  yield* inBatches(reading.take());
}

class NdjsonReading {
  readonly #name: string;
  readonly #isTyped: boolean;
  readonly #header: ExportHeader;
  readonly #checksum = new RecordChecksum();
  #items: SourceItem[] = [];
  #count = 0;
  #hasHeader = false;
  #hasEnd = false;

  constructor(name: string, isTyped: boolean) {
    this.#name = name;
    this.#isTyped = isTyped;
    this.#header = new ExportHeader(name);
  }

  take(): readonly SourceItem[] {
    const items = this.#items;
    this.#items = [];
    return items;
  }

  line({ bytes, number }: ByteLine): void {
    const scanned = scanRecord(bytes === null ? null : withoutReturn(bytes));
    if (scanned.bytes?.every((byte) => byte <= 0x20)) return;
    const isRow = this.#isTyped && scanned.bytes?.toString('latin1', 0, 12) === '{"type":"row';
    const parsed = isRow ? parseRecord(scanned) : refuseNul(parseRecord(scanned), scanned.bytes);
    const where = `line ${number}`;
    if (!parsed.ok) this.#reject(parsed, where);
    else if (this.#isTyped) this.#typed(parsed.raw, where, asWritten(scanned));
    else this.#entry(parsed.raw, where, null);
  }

  finish(): void {
    if (!this.#header.isOurs) return;
    if (!this.#hasEnd) {
      throw sourceFailure(
        'invalid-file',
        `${this.#name} is not whole: its last line, which exports end with, is missing.`,
        'Copy or export it again, and see that it is complete.',
      );
    }
    this.#items.push({ kind: 'end', stated: this.#header.stated, found: this.#checksum.finish() });
  }

  #typed(raw: RawRecord, where: string, written: Buffer | null): void {
    const { type, ...rest } = raw;
    if (type === 'entry') this.#entry(rest, where, innerPart(written, '{"type":"entry",', '{'));
    else if (type === 'row' && typeof rest['table'] === 'string')
      this.#row(rest['table'], rest['values'], written);
    else if (type === 'header') this.#noteHeader(rest);
    else if (type === 'end') this.#noteEnd(rest);
    else {
      const reason = 'It is neither a header, an entry, a row nor an end.';
      this.#reject({ ok: false, kind: 'not-readable', reason, title: null, isBroken: false }, where);
    }
  }

  #noteHeader(raw: RawRecord): void {
    for (const [key, value] of Object.entries(raw)) {
      if (typeof value === 'object' && value !== null)
        for (const [inner, deeper] of Object.entries(value)) this.#header.note([key, inner], deeper);
      else this.#header.note([key], value);
    }
    if (!this.#hasHeader) this.#items.push(this.#header.item());
    this.#hasHeader = true;
  }

  #noteEnd(raw: RawRecord): void {
    this.#hasEnd = true;
    this.#header.note(['sha256'], raw['sha256']);
  }

  #entry(raw: RawRecord, where: string, written: Buffer | null): void {
    this.#count += 1;
    this.#items.push({ kind: 'entry', record: this.#count, where, raw });
    if (this.#isTyped) this.#checksum.entry(raw, written);
  }

  #row(table: string, values: unknown, line: Buffer | null): void {
    this.#count += 1;
    const item = toRow(table, this.#count, values);
    this.#items.push(item);
    if (item.kind !== 'row') return;
    const written = innerPart(line, `{"type":"row","table":${JSON.stringify(table)},"values":`, '');
    this.#checksum.row(table, item.row, written?.subarray(0, -1) ?? null);
  }

  #reject({ kind, reason, title }: Extract<ParsedRecord, { ok: false }>, where: string): void {
    this.#count += 1;
    this.#items.push({ kind: 'rejected', rejected: { record: this.#count, where, title, kind, reason } });
  }
}

/** What follows `before` in a line, with `instead` in its place; null where the line begins otherwise. */
function innerPart(line: Buffer | null, before: string, instead: string): Buffer | null {
  if (line === null || line.toString('latin1', 0, before.length) !== before) return null;
  const part = line.subarray(before.length - instead.length);
  return instead === '' ? part : Buffer.concat([Buffer.from(instead), part.subarray(instead.length)]);
}

function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === 0x0d ? line.subarray(0, -1) : line;
}

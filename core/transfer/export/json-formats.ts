import { createHash } from 'node:crypto';
import type { TravellingSettings } from '../transfer-types.ts';
import { tableNames, type Content, type ContentBatch } from './content.ts';
import type { TextFormat } from './text-format.ts';
import { Scratch, wrapLines } from './wrap-lines.ts';

/** What stands at the beginning of both forms, keys in this order. */
function headerOf(
  { schemaVersion, scope, counts }: Content,
  settings: TravellingSettings | undefined,
): Readonly<Record<string, unknown>> {
  return {
    format: 'abendbook-export',
    formatVersion: 1,
    schemaVersion,
    scope,
    counts,
    ...(settings === undefined ? {} : { settings: inOrder(settings) }),
  };
}

function inOrder({ theme, backups, profile }: TravellingSettings): TravellingSettings {
  return {
    ...(theme === undefined ? {} : { theme }),
    ...(backups === undefined ? {} : { backups }),
    ...(profile === undefined ? {} : { profile }),
  };
}

const nothing = Buffer.alloc(0);
const newline = Buffer.from('\n');

/** The records of a batch as JSON, and the checksum over all of them so far. It covers what the records hold, not how the file is laid out. */
class Records {
  readonly #hash = createHash('sha256');
  readonly #encoded = new Scratch();
  readonly #wrapped = new Scratch();

  /** Each on a line of its own; to be used before the next batch. */
  lines(batch: ContentBatch): Buffer {
    const records: readonly object[] = batch.kind === 'entries' ? batch.entries : batch.rows;
    let text = '';
    for (const record of records) text += `${JSON.stringify(record)}\n`;
    const lines = this.#encoded.encode(text);
    const isEntries = batch.kind === 'entries';
    this.#hash.update(
      isEntries
        ? lines
        : wrapLines(
            this.#wrapped,
            lines,
            { before: Buffer.from(`${batch.table}\t`), behind: newline },
            records.length,
          ),
    );
    return lines;
  }

  checksum(): string {
    return this.#hash.digest('hex');
  }
}

function lengthOf(batch: ContentBatch): number {
  return batch.kind === 'entries' ? batch.entries.length : batch.rows.length;
}

const separator = Buffer.from(',\n');

/** One JSON object with one record a line, so that it can be read and written as a stream. */
export class JsonFormat implements TextFormat {
  readonly #records = new Records();
  readonly #scratch = new Scratch();
  #tables: readonly string[] = [];
  /** Where the text stands: -1 in the entries, else in this table. */
  #place = -1;
  #isFirst = true;

  begin(content: Content, settings: TravellingSettings | undefined): string {
    this.#tables = tableNames(content);
    return `${JSON.stringify(headerOf(content, settings)).slice(0, -1)},\n"entries":[\n`;
  }

  records(batch: ContentBatch): readonly (string | Buffer)[] {
    const moved = batch.kind === 'rows' ? this.#moveTo(this.#tables.indexOf(batch.table)) : '';
    const lines = wrapLines(
      this.#scratch,
      this.#records.lines(batch),
      { before: separator, behind: nothing },
      lengthOf(batch),
    );
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    return [moved, isFirst ? lines.subarray(separator.length) : lines];
  }

  end(): string {
    const moved = this.#moveTo(this.#tables.length);
    return `${moved}},\n"sha256":"${this.#records.checksum()}"}\n`;
  }

  /** Closes the section that is open, and opens the next ones up to that. */
  #moveTo(place: number): string {
    let text = '';
    while (this.#place < place) {
      const isLast = this.#place === this.#tables.length - 1;
      text += this.#isFirst ? ']' : '\n]';
      if (this.#place === -1) text += ',\n"tables":{\n';
      else text += isLast ? '\n' : ',\n';
      this.#place += 1;
      this.#isFirst = true;
      const name = this.#tables[this.#place];
      if (name !== undefined) text += `${JSON.stringify(name)}:[\n`;
    }
    return text;
  }
}

/** In the place of the brace that a record begins with. */
const entryStart = Buffer.from('{"type":"entry",');
const rowEnd = Buffer.from('}\n');

/** One JSON object a line: a header, entries, rows, an end. */
export class NdjsonFormat implements TextFormat {
  readonly #records = new Records();
  readonly #scratch = new Scratch();

  begin(content: Content, settings: TravellingSettings | undefined): string {
    return `${JSON.stringify({ type: 'header', ...headerOf(content, settings) })}\n`;
  }

  records(batch: ContentBatch): readonly (string | Buffer)[] {
    const lines = this.#records.lines(batch);
    const frame =
      batch.kind === 'entries'
        ? { before: entryStart, behind: newline, skip: 1 }
        : {
            before: Buffer.from(`{"type":"row","table":${JSON.stringify(batch.table)},"values":`),
            behind: rowEnd,
          };
    return [wrapLines(this.#scratch, lines, frame, lengthOf(batch))];
  }

  end(): string {
    return `{"type":"end","sha256":"${this.#records.checksum()}"}\n`;
  }
}

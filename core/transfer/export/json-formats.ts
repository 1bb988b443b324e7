import { createHash } from 'node:crypto';
import type { TravellingSettings } from '../transfer-types.ts';
import type { Content, ContentBatch } from './content.ts';
import type { TextFormat } from './text-format.ts';

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

/** The records of a batch as JSON, and the checksum over all of them so far. It covers what the records hold, not how the file is laid out. */
class Records {
  readonly #hash = createHash('sha256');

  texts(batch: ContentBatch): readonly string[] {
    if (batch.kind === 'entries') {
      const texts = batch.entries.map((entry) => JSON.stringify(entry));
      this.#hash.update(`${texts.join('\n')}\n`);
      return texts;
    }
    const texts = batch.rows.map((row) => JSON.stringify(row));
    this.#hash.update(texts.map((text) => `${batch.table}\t${text}\n`).join(''));
    return texts;
  }

  checksum(): string {
    return this.#hash.digest('hex');
  }
}

/** One JSON object with one record a line, so that it can be read and written as a stream. */
export class JsonFormat implements TextFormat {
  readonly #records = new Records();
  #tables: readonly string[] = [];
  /** Where the text stands: -1 in the entries, else in this table. */
  #place = -1;
  #isFirst = true;

  begin(content: Content, settings: TravellingSettings | undefined): string {
    this.#tables = content.tables.map(({ name }) => name);
    return `${JSON.stringify(headerOf(content, settings)).slice(0, -1)},\n"entries":[\n`;
  }

  records(batch: ContentBatch): string {
    const moved = batch.kind === 'rows' ? this.#moveTo(this.#tables.indexOf(batch.table)) : '';
    const separator = this.#isFirst ? '' : ',\n';
    this.#isFirst = false;
    return `${moved}${separator}${this.#records.texts(batch).join(',\n')}`;
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

/** One JSON object a line: a header, entries, rows, an end. */
export class NdjsonFormat implements TextFormat {
  readonly #records = new Records();

  begin(content: Content, settings: TravellingSettings | undefined): string {
    return `${JSON.stringify({ type: 'header', ...headerOf(content, settings) })}\n`;
  }

  records(batch: ContentBatch): string {
    const texts = this.#records.texts(batch);
    if (batch.kind === 'entries') return texts.map((text) => `{"type":"entry",${text.slice(1)}\n`).join('');
    const start = `{"type":"row","table":${JSON.stringify(batch.table)},"values":`;
    return texts.map((text) => `${start}${text}}\n`).join('');
  }

  end(): string {
    return `{"type":"end","sha256":"${this.#records.checksum()}"}\n`;
  }
}

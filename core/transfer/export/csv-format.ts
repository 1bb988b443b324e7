import type { ExportedEntry } from '../read/source-record.ts';
import type { ContentBatch } from './content.ts';
import { escapeFormula } from './formula-cells.ts';
import type { TextFormat } from './text-format.ts';

/** The columns of a CSV export, in their order. */
export const csvColumns = [
  'id',
  'title',
  'problem',
  'solution',
  'category',
  'severity',
  'tags',
  'archived',
  'createdAt',
  'updatedAt',
  'author',
  'metadata',
] as const;

/** A table of the entries after RFC 4180, with cells that no spreadsheet program runs. */
export class CsvFormat implements TextFormat {
  readonly #byteOrderMark: boolean;

  constructor(byteOrderMark: boolean) {
    this.#byteOrderMark = byteOrderMark;
  }

  begin(): string {
    return `${this.#byteOrderMark ? '\uFEFF' : ''}${csvColumns.join(',')}\r\n`;
  }

  records(batch: ContentBatch): readonly string[] {
    return batch.kind === 'entries' ? [batch.entries.map(lineOf).join('')] : [];
  }

  end(): string {
    return '';
  }
}

function lineOf(entry: ExportedEntry): string {
  const cells: readonly string[] = [
    entry.id,
    entry.title,
    entry.problem,
    entry.solution,
    entry.category,
    entry.severity,
    joinTags(entry.tags),
    String(entry.archived),
    entry.createdAt,
    entry.updatedAt,
    entry.author,
    JSON.stringify(entry.metadata),
  ];
  return `${cells.map(writeCell).join(',')}\r\n`;
}

function joinTags(tags: readonly string[]): string {
  return tags.map((tag) => tag.replaceAll(/[\\;]/g, String.raw`\$&`)).join('; ');
}

/** What keeps a cell from being written as it is. Blanks at its ends are among that: some programs drop them unless they are in quotes. */
const special = /[",\r\n]|^['=+\-@\s]|\s$/;

function writeCell(value: string): string {
  if (!special.test(value)) return value;
  const cell = escapeFormula(value);
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

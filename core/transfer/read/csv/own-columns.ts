import { csvColumns } from '../../export/csv-format.ts';
import { unescapeFormula } from '../../export/formula-cells.ts';
import type { RawRecord } from '../source-record.ts';

const ownColumns: ReadonlySet<string> = new Set(csvColumns);

/** Columns that others hardly name like this. */
const telling = ['createdAt', 'updatedAt', 'metadata'];

/** It is a table that this program wrote; someone may have taken columns away or moved them. */
export function isOwnTable(columns: readonly string[]): boolean {
  return (
    columns.every((column) => ownColumns.has(column)) &&
    ['title', 'problem', 'solution'].every((column) => columns.includes(column)) &&
    telling.some((column) => columns.includes(column))
  );
}

/** A record from a row of such a table. An empty cell gives nothing, but for texts and tags. */
export function fromOwnCells(columns: readonly string[], cells: readonly string[]): RawRecord {
  const raw: Record<string, unknown> = {};
  for (const [place, column] of columns.entries()) {
    const escaped = cells[place];
    if (escaped === undefined) continue;
    const cell = unescapeFormula(escaped);
    if (column === 'tags') raw[column] = splitTags(cell);
    else if (column === 'title' || column === 'problem' || column === 'solution') raw[column] = cell;
    else if (cell !== '') raw[column] = column === 'metadata' || column === 'archived' ? parsed(cell) : cell;
  }
  return raw;
}

/** At semicolons, but for those behind a backslash. */
function splitTags(cell: string): readonly string[] {
  const tags: string[] = [];
  let tag = '';
  for (let at = 0; at < cell.length; at += 1) {
    const character = cell[at] ?? '';
    const next = cell[at + 1];
    if (character === '\\' && (next === ';' || next === '\\')) {
      tag += next;
      at += 1;
    } else if (character === ';') {
      tags.push(tag);
      tag = '';
    } else tag += character;
  }
  return [...tags, tag].map((text) => text.trim()).filter((text) => text !== '');
}

/** What it is in JSON; what is none is left as it is, and found wanting later. Spreadsheets write TRUE in capitals. */
function parsed(cell: string): unknown {
  const text = cell.trim();
  try {
    return JSON.parse(/^(?:true|false)$/iu.test(text) ? text.toLowerCase() : text);
  } catch {
    return cell;
  }
}

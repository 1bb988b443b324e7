import type { TravellingSettings } from '../../transfer-types.ts';
import { sourceFailure } from '../source-failure.ts';
import type { RawRecord, SourceHeader, SourceItem, TableRow } from '../source-record.ts';
import type { JsonPath } from './outline.ts';

export const exportFormat = 'abendbook-export';
const newestFormatVersion = 1;
const keysInOrder = 'format formatVersion schemaVersion scope counts';

/** What an export says of itself, gathered key by key wherever they stand. */
export class ExportHeader {
  readonly #name: string;
  readonly #keys: string[] = [];
  #format: unknown = null;
  #formatVersion: unknown = null;
  #schemaVersion: string | null = null;
  readonly #counts = new Map<string, number>();
  readonly #settings = new Map<string, string>();
  stated: string | null = null;

  constructor(name: string) {
    this.#name = name;
  }

  /** It is an export of this program. */
  get isOurs(): boolean {
    return this.#format === exportFormat;
  }

  /** It came in the order in which exports write it, so that nothing of it follows. */
  get isWhole(): boolean {
    const keys = this.#keys.join(' ');
    return keys === keysInOrder || keys === `${keysInOrder} settings`;
  }

  /** Throws a `KnowledgeError` of kind newer-file. */
  note([key, inner, ...deeper]: JsonPath, value: unknown): void {
    if (deeper.length > 0) return;
    if (key !== undefined && this.#keys.at(-1) !== key && this.#keys.length < 10) this.#keys.push(key);
    if (inner === undefined) this.#noteTop(key, value);
    else if (key === 'counts' && Number.isSafeInteger(value) && this.#counts.size < 1_000)
      this.#counts.set(inner, value as number);
    else if (key === 'settings' && typeof value === 'string' && this.#settings.size < 100)
      this.#settings.set(inner, value);
  }

  #noteTop(key: string | undefined, value: unknown): void {
    if (key === 'format') this.#format = value;
    else if (key === 'formatVersion') this.#formatVersion = value;
    else if (key === 'schemaVersion' && typeof value === 'string') this.#schemaVersion = value;
    else if (key === 'sha256' && typeof value === 'string') this.stated = value;
    if (this.isOurs && Number(this.#formatVersion) > newestFormatVersion) throw this.#newer();
  }

  item(): SourceItem {
    const header: SourceHeader = {
      schemaVersion: this.#schemaVersion,
      counts: this.#counts.size === 0 ? null : Object.fromEntries(this.#counts),
      settings: this.#settings.size === 0 ? null : travelling(this.#settings),
    };
    return { kind: 'header', ...header };
  }

  #newer(): Error {
    return sourceFailure(
      'newer-file',
      `${this.#name} was exported by a newer version of Abendbook: it has format ${Number(this.#formatVersion)}, and this one reads format ${newestFormatVersion}.`,
      'Update Abendbook on this machine, or export there to CSV.',
    );
  }
}

function travelling(settings: ReadonlyMap<string, string>): TravellingSettings {
  const [theme, backups, profile] = [settings.get('theme'), settings.get('backups'), settings.get('profile')];
  return {
    ...(theme === undefined ? {} : { theme }),
    ...(backups === undefined ? {} : { backups }),
    ...(profile === undefined ? {} : { profile }),
  };
}

/** A row of a table, or what is wrong with it. */
export function toRow(
  table: string,
  record: number,
  raw: unknown,
): Extract<SourceItem, { kind: 'row' | 'rejected' }> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return refused(table, record, 'Its values are not an object.');
  for (const [column, value] of Object.entries(raw)) {
    if (!isRowValue(value)) {
      const shown = JSON.stringify(value).slice(0, 60);
      const reason = `Its column ${JSON.stringify(column.slice(0, 100))} holds ${shown}, which is neither a text, a number, null nor one of the forms for other values.`;
      return refused(table, record, reason);
    }
  }
  return { kind: 'row', record, table, row: raw as TableRow };
}

function refused(table: string, record: number, reason: string): Extract<SourceItem, { kind: 'rejected' }> {
  return {
    kind: 'rejected',
    rejected: { record, where: table, title: null, kind: 'invalid-value', reason },
  };
}

function isRowValue(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (value === null || Number.isFinite(value)) return true;
  if (typeof value !== 'object' || Array.isArray(value)) return false;
  const [only, ...others] = Object.entries(value as RawRecord);
  if (only === undefined || others.length > 0 || typeof only[1] !== 'string') return false;
  const [form, text] = only;
  if (form === 'integer') return /^-?\d{1,19}$/u.test(text);
  if (form === 'real') return /^(?:-?Infinity|NaN)$/u.test(text);
  return form === 'base64' && /^[\w+/=-]*$/u.test(text);
}

import { severities } from '../../entries/entry.ts';
import { foldKey } from '../../entries/fold-key.ts';
import { limits } from '../../entries/validate-entry.ts';
import type { MappedRecord } from '../transfer-types.ts';
import type { MappedField } from './mapping.ts';
import { severityMeant } from './severity-meant.ts';
import { parseTime } from './parse-time.ts';
import { quoted, Trouble } from './trouble.ts';

export type FieldValue = string | boolean | readonly string[];
type Field = Exclude<keyof MappedRecord['entry'], 'metadata'>;

/** A field's value from the texts that a mapping made for it: what is given, and what is wrong with the rest of it. */
export interface FieldResult {
  readonly value: FieldValue | null;
  readonly troubles: readonly Trouble[];
}

/** The value of a field from its texts, at least one of them, which for all but tags is one. */
export function fieldValue(field: MappedField & Field, texts: readonly string[]): FieldResult {
  if (field === 'tags') return tagsFrom(texts);
  const value = oneValue(field, texts[0] ?? '');
  return value instanceof Trouble ? { value: null, troubles: [value] } : { value, troubles: [] };
}

function oneValue(field: Exclude<MappedField, 'tags'>, text: string): string | boolean | Trouble {
  const fault = characterFault(text);
  if (fault !== null) return fault;
  switch (field) {
    case 'id':
    case 'title':
    case 'category':
    case 'author':
      return oneLine(text, limits[field]);
    case 'problem':
    case 'solution': {
      const bytes = Buffer.byteLength(text);
      return bytes > limits.text ? tooLarge(bytes, limits.text, 'bytes') : text;
    }
    case 'severity':
      return (
        severityMeant(text) ??
        new Trouble('invalid-value', `is ${quoted(text)}, which is none of ${severities.join(', ')}`)
      );
    case 'archived':
      return (
        flagMeant(text) ?? new Trouble('invalid-value', `is ${quoted(text)}, which is neither yes nor no`)
      );
    case 'createdAt':
    case 'updatedAt':
      return (
        parseTime(text, ['iso', 'seconds', 'milliseconds', 'microseconds']) ??
        new Trouble('invalid-value', `is ${quoted(text)}, which is no time`)
      );
  }
}

function tagsFrom(texts: readonly string[]): FieldResult {
  const tags = new Map<string, string>();
  const troubles: Trouble[] = [];
  for (const text of texts) {
    const tag = characterFault(text) ?? oneLine(text, limits.tag);
    if (tag instanceof Trouble) troubles.push(new Trouble(tag.kind, `hold one that ${tag.reason}`));
    else if (tag !== '' && !tags.has(foldKey(tag))) tags.set(foldKey(tag), tag);
  }
  if (tags.size > limits.tags)
    troubles.push(
      new Trouble('too-large', `are ${tags.size.toLocaleString('en')}; at most ${limits.tags} are allowed`),
    );
  return { value: [...tags.values()].slice(0, limits.tags), troubles: troubles.slice(0, 3) };
}

/** Line breaks and tabs become blanks: cells of tables hold them by accident. */
function oneLine(text: string, limit: number): string | Trouble {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length > limit) return tooLarge(line.length, limit, 'characters');
  return /\p{Cc}/u.test(line)
    ? new Trouble('invalid-value', `is ${quoted(line)}, with a control character in it`)
    : line;
}

function characterFault(text: string): Trouble | null {
  if (text.includes('\0')) return new Trouble('invalid-value', 'holds a NUL character');
  return text.isWellFormed() ? null : new Trouble('invalid-value', 'holds half of a character');
}

function tooLarge(found: number, limit: number, what: string): Trouble {
  return new Trouble(
    'too-large',
    `has ${found.toLocaleString('en')} ${what}; at most ${limit.toLocaleString('en')} are allowed`,
  );
}

const yes = new Set(
  'true yes y 1 on ja wahr oui vrai x archived retired obsolete inactive archiviert veraltet archivé'.split(
    ' ',
  ),
);
const no = new Set(
  'false no n 0 off nein falsch non faux active published current draft aktiv actif'.split(' '),
);

/** What a word says of whether something is put away, or null. */
export function flagMeant(text: string): boolean | null {
  const word = foldKey(text);
  if (yes.has(word)) return true;
  return no.has(word) ? false : null;
}

import type { JsonValue } from '../../entries/entry.ts';
import { nearestWord } from './nearest-word.ts';

/** A mapping is at most so many characters (and a file of one, bytes). */
export const mostMapping = 1_000_000;

/** A part of what should be a mapping, with its place in it: `fields.severity.change[0]`. */
export interface Part {
  readonly value: unknown;
  readonly place: string;
  /** Shared by all parts of one mapping. */
  readonly room: { left: number };
}

/** Thrown where a part is not as it must be, and caught where the whole is read. */
export class MappingFault extends Error {
  readonly place: string;
  /** What can be written instead, in a sentence. */
  readonly hint: string;

  constructor(part: Part, what: string, hint = '') {
    super(`${part.place === '' ? 'it' : part.place} ${what}`);
    this.place = part.place;
    this.hint = hint;
  }
}

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value);
  return String(value);
}

/** A part within a part. */
export function inner(part: Part, key: string | number, value: unknown): Part {
  const named = typeof key === 'number' ? `[${key}]` : /^\w+$/.test(key) ? `.${key}` : `[${shown(key)}]`;
  const place = `${part.place}${named}`;
  return { value, place: place.startsWith('.') ? place.slice(1) : place, room: part.room };
}

/** Its keys and values, as parts; every key must be one of `known`, where that is given. */
export function objectOf(part: Part, known?: readonly string[]): ReadonlyMap<string, Part> {
  const { value } = part;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new MappingFault(part, `is ${shown(value)}, where an object in braces must be`);
  const found = new Map<string, Part>();
  for (const [key, item] of Object.entries(value)) {
    take(part, key.length);
    if (known !== undefined && !known.includes(key)) throw unknownKey(part, key, known);
    found.set(key, inner(part, key, item));
  }
  return found;
}

export function unknownKey(part: Part, key: string, known: readonly string[]): MappingFault {
  const nearest = nearestWord(key, known);
  const meant = nearest === null ? '' : `; did you mean ${shown(nearest)}?`;
  return new MappingFault(
    part,
    `has ${shown(key)}, which is not known here${meant}`,
    `Known are ${known.join(', ')}.`,
  );
}

/** Its items, as parts. */
export function listOf(part: Part, most: number): readonly Part[] {
  const { value } = part;
  if (!Array.isArray(value)) throw new MappingFault(part, `is ${shown(value)}, where a list must be`);
  if (value.length > most)
    throw new MappingFault(part, `has ${value.length} items; at most ${most} are allowed`);
  take(part, value.length);
  return value.map((item, at) => inner(part, at, item));
}

/** A list, where one thing alone stands for a list of it. */
export function oneOrMore(part: Part, most: number): readonly Part[] {
  return Array.isArray(part.value) ? listOf(part, most) : [part];
}

export function textOf(part: Part, longest: number): string {
  const { value } = part;
  if (typeof value !== 'string') throw new MappingFault(part, `is ${shown(value)}, where text must be`);
  if (value.length > longest)
    throw new MappingFault(part, `has ${value.length} characters; at most ${longest} are allowed`);
  if (!value.isWellFormed() || value.includes('\0'))
    throw new MappingFault(part, 'holds half of a character or a NUL');
  take(part, value.length);
  return value;
}

/** Text, where a number, true or false stands for how it is written. */
export function wordOf(part: Part, longest: number): string {
  const { value } = part;
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)))
    return String(value);
  return textOf(part, longest);
}

export function numberOf(part: Part): number {
  if (typeof part.value !== 'number' || !Number.isFinite(part.value))
    throw new MappingFault(part, `is ${shown(part.value)}, where a number must be`);
  return part.value;
}

/** One of a few words. */
export function choiceOf<T extends string>(part: Part, choices: readonly T[]): T {
  const choice = choices.find((known) => known === part.value);
  if (choice !== undefined) return choice;
  const nearest = typeof part.value === 'string' ? nearestWord(part.value, choices) : null;
  const meant = nearest === null ? '' : `; did you mean ${shown(nearest)}?`;
  throw new MappingFault(
    part,
    `is ${shown(part.value)}, which is none of its values${meant}`,
    `It may be ${choices.join(', ')}.`,
  );
}

/** Any JSON of at most four levels. */
export function jsonOf(part: Part, depth = 0): JsonValue {
  const { value } = part;
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return numberOf(part);
  if (typeof value === 'string') return textOf(part, mostMapping);
  if (depth === 4) throw new MappingFault(part, 'is nested too deep');
  if (Array.isArray(value)) return listOf(part, 1000).map((item) => jsonOf(item, depth + 1));
  return Object.fromEntries([...objectOf(part)].map(([key, item]) => [key, jsonOf(item, depth + 1)]));
}

/** What is not JSON can be endless, so all that is read is counted. */
function take(part: Part, characters: number): void {
  part.room.left -= characters + 1;
  if (part.room.left < 0)
    throw new MappingFault({ ...part, place: '' }, `is longer than ${mostMapping} characters`);
}

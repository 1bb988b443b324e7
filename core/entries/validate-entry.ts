import { fail, succeed, type Outcome } from '../failure.ts';
import { severities, type EntryPatch, type JsonObject, type NewEntry, type Severity } from './entry.ts';
import { foldKey } from './fold-key.ts';

/** Limits in UTF-16 code units, but for `text` and `metadata`: bytes of UTF-8. */
export const limits = {
  title: 300,
  text: 1_000_000,
  category: 100,
  tag: 64,
  tags: 50,
  author: 200,
  id: 200,
  metadata: 100_000,
};

/** An entry that may be written as it is: every default filled in. */
export interface CheckedEntry {
  readonly id: string | null;
  readonly title: string;
  readonly problem: string;
  readonly solution: string;
  readonly category: string;
  readonly severity: Severity;
  readonly tags: readonly string[];
  readonly archived: boolean;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly author: string | null;
  readonly metadata: JsonObject;
}

export type CheckedPatch = { readonly [K in keyof EntryPatch]-?: NonNullable<EntryPatch[K]> | undefined };

class Refusal extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

/** What a new entry needs to be written, or which field keeps it from being so, and why. */
export function checkNewEntry(entry: NewEntry): Outcome<CheckedEntry> {
  return refusing(() => ({
    id: entry.id === undefined ? null : line('id', entry.id, limits.id),
    title: line('title', entry.title, limits.title),
    problem: prose('problem', entry.problem),
    solution: prose('solution', entry.solution),
    category: entry.category === undefined ? 'General' : line('category', entry.category, limits.category),
    severity: severityOf(entry.severity ?? 'medium'),
    tags: tagList(entry.tags ?? []),
    archived: flag(entry.archived ?? false),
    createdAt: time('createdAt', entry.createdAt ?? entry.created_at),
    updatedAt: time('updatedAt', entry.updatedAt),
    author: entry.author === undefined ? null : line('author', entry.author, limits.author),
    metadata: metadataOf(entry.metadata ?? {}),
  }));
}

/** The same for a change: only the fields that are there are looked at. */
export function checkPatch(patch: EntryPatch): Outcome<CheckedPatch> {
  return refusing(() => ({
    title: patch.title === undefined ? undefined : line('title', patch.title, limits.title),
    problem: patch.problem === undefined ? undefined : prose('problem', patch.problem),
    solution: patch.solution === undefined ? undefined : prose('solution', patch.solution),
    category: patch.category === undefined ? undefined : line('category', patch.category, limits.category),
    severity: patch.severity === undefined ? undefined : severityOf(patch.severity),
    tags: patch.tags === undefined ? undefined : tagList(patch.tags),
    archived: patch.archived === undefined ? undefined : flag(patch.archived),
    metadata: patch.metadata === undefined ? undefined : metadataOf(patch.metadata),
  }));
}

/** Who makes a change; a blank name is `unknown`. */
export function checkActor(actor: string): Outcome<string> {
  return refusing(() => (actor.trim() === '' ? 'unknown' : line('author', actor, limits.author)));
}

function refusing<T>(check: () => T): Outcome<T> {
  try {
    return succeed(check());
  } catch (caught) {
    if (!(caught instanceof Refusal)) throw caught;
    return fail({
      kind: 'invalid-entry',
      message: `The entry's ${caught.field} ${caught.message}.`,
      recovery: 'Nothing was saved. Correct this field and save again.',
      field: caught.field,
    });
  }
}

function characters(field: string, value: unknown): string {
  if (value === undefined || value === null) throw new Refusal(field, 'is missing');
  if (typeof value !== 'string')
    throw new Refusal(field, `is not text but ${Array.isArray(value) ? 'a list' : typeof value}`);
  if (!value.isWellFormed())
    throw new Refusal(field, 'holds half of a character (a lone surrogate), which no file can store');
  if (value.includes('\0'))
    throw new Refusal(field, `holds a NUL character at position ${value.indexOf('\0') + 1}`);
  return value;
}

/** One line, its ends trimmed. */
function line(field: string, value: unknown, limit: number): string {
  const text = characters(field, value).trim();
  if (text === '') throw new Refusal(field, 'is empty');
  if (text.length > limit) {
    throw new Refusal(field, `has ${counted(text.length)} characters; at most ${counted(limit)} are allowed`);
  }
  if (/\p{Cc}/u.test(text)) throw new Refusal(field, 'holds a line break or another control character');
  return text;
}

/** Text of any number of lines, kept to the letter. */
function prose(field: string, value: unknown): string {
  const text = characters(field, value);
  if (text.trim() === '') throw new Refusal(field, 'is empty');
  const bytes = Buffer.byteLength(text);
  if (bytes > limits.text)
    throw new Refusal(field, `has ${counted(bytes)} bytes; at most ${counted(limits.text)} are allowed`);
  return text;
}

function severityOf(value: unknown): Severity {
  const known = severities.find((severity) => severity === value);
  if (known === undefined) {
    throw new Refusal(
      'severity',
      `is ${JSON.stringify(value) ?? typeof value}; it must be one of ${severities.join(', ')}`,
    );
  }
  return known;
}

function tagList(value: unknown): readonly string[] {
  if (!Array.isArray(value)) throw new Refusal('tags', 'are not a list');
  const seen = new Map<string, string>();
  for (const item of value) {
    const tag = line('tags', item, limits.tag);
    const key = foldKey(tag);
    if (!seen.has(key)) seen.set(key, tag);
  }
  if (seen.size > limits.tags)
    throw new Refusal('tags', `are ${counted(seen.size)}; at most ${limits.tags} are allowed`);
  return [...seen.values()];
}

function flag(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new Refusal('archived', 'is neither true nor false');
  return value;
}

function time(field: string, value: unknown): string | null {
  if (value === undefined) return null;
  const date = value instanceof Date ? value : new Date(characters(field, value));
  const year = date.getUTCFullYear();
  if (Number.isNaN(date.getTime()) || year < 1 || year > 9999) {
    throw new Refusal(field, `is not a time: ${JSON.stringify(value)}`);
  }
  return date.toISOString();
}

function metadataOf(value: unknown): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal('metadata', 'is not a JSON object');
  checkJson(value, 0);
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes > limits.metadata) {
    throw new Refusal(
      'metadata',
      `has ${counted(bytes)} bytes; at most ${counted(limits.metadata)} are allowed`,
    );
  }
  return value as JsonObject;
}

/** JSON that survives being written and read again: no functions, no dates, no numbers that JSON lacks, no bottomless nesting. */
function checkJson(value: unknown, depth: number): void {
  if (depth > 32) throw new Refusal('metadata', 'is nested more than 32 levels deep');
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'string') {
    characters('metadata', value);
    return;
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Refusal('metadata', 'holds a number that JSON cannot express');
    return;
  }
  if (Array.isArray(value)) {
    for (const item of value) checkJson(item, depth + 1);
    return;
  }
  if (typeof value !== 'object' || ![Object.prototype, null].includes(Object.getPrototypeOf(value))) {
    throw new Refusal('metadata', `holds something that JSON cannot express (${typeof value})`);
  }
  for (const [key, item] of Object.entries(value)) {
    characters('metadata', key);
    checkJson(item, depth + 1);
  }
}

function counted(value: number): string {
  return value.toLocaleString('en');
}

import { textDecoding } from '../text/decode-text.ts';
import { sniffEncoding } from '../text/sniff-encoding.ts';
import type { ProblemKind, TextEncodingName } from '../../transfer-types.ts';
import type { RawRecord, SourceItem } from '../source-record.ts';
import { parseFrontMatter } from './front-matter.ts';
import { findParts } from './parts.ts';

/** One Markdown file. */
export interface Note {
  readonly record: number;
  /** Where it is in its folder or archive, with slashes; its last part may become the title. */
  readonly where: string;
  readonly bytes: Buffer;
}

/** The record that a Markdown file holds, or why it holds none. */
export function parseNote(
  { record, where, bytes }: Note,
  encoding: TextEncodingName | undefined,
): SourceItem {
  const reject = (kind: ProblemKind, reason: string, title: string | null = null): SourceItem => ({
    kind: 'rejected',
    rejected: { record, where, title, kind, reason },
  });
  const layout = encoding === undefined ? sniffEncoding(bytes, bytes.length) : { encoding, lineBytes: null };
  if (layout === null) return reject('not-readable', 'It is not text.');
  const decoding = textDecoding(layout);
  const text = decoding.write(bytes) + decoding.end();
  if (text.includes('\0')) return reject('not-readable', 'It holds a NUL character.');
  if (!text.isWellFormed())
    return reject('not-readable', `It holds bytes that are no text in ${layout.encoding.toUpperCase()}.`);
  const front = parseFrontMatter(text);
  if (!front.ok) return reject(front.kind, front.reason);
  const parts = findParts(front.body);
  const title = textIn(front.fields, 'title') ?? parts.title ?? nameOf(where);
  const problem = textIn(front.fields, 'problem') ?? parts.problem;
  const solution = textIn(front.fields, 'solution') ?? parts.solution;
  if (solution === null) {
    return reject(
      'missing-field',
      'It has no part with a solution: a heading such as “## Solution” begins one.',
      title.slice(0, 200),
    );
  }
  const raw: RawRecord = { ...front.fields, ...tagsOf(front.fields), title, problem, solution };
  return { kind: 'entry', record, where, raw };
}

function textIn(fields: RawRecord, field: string): string | null {
  const value = Object.hasOwn(fields, field) ? fields[field] : null;
  return typeof value === 'string' ? value : null;
}

/** Notes have tags also in one text. */
function tagsOf(fields: RawRecord): RawRecord {
  const tags = Object.hasOwn(fields, 'tags') ? fields['tags'] : [];
  if (tags === null) return { tags: [] };
  if (typeof tags !== 'string') return {};
  return {
    tags: tags
      .split(/[,;]/u)
      .map((tag) => tag.trim().replace(/^#/u, ''))
      .filter((tag) => tag !== ''),
  };
}

function nameOf(where: string): string {
  const name = where.split('/').at(-1) ?? where;
  return name.replace(/\.(?:md|markdown)$/iu, '');
}

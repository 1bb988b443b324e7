import { isScalar, parseDocument, type YAMLError } from 'yaml';
import type { ProblemKind } from '../../transfer-types.ts';
import { recordLimits, recordTooWide } from '../record-limits.ts';
import type { RawRecord } from '../source-record.ts';

/** What a Markdown file says of itself at its top, and the text below. */
export type FrontMatter =
  | { readonly ok: true; readonly fields: RawRecord; readonly body: string }
  | { readonly ok: false; readonly kind: ProblemKind; readonly reason: string };

/** More is no front matter that a person or this program has written. */
const longest = 1_000_000;

/** Fields that are texts also where they look like a number or a time. */
const textFields = ['id', 'title', 'category', 'severity', 'author', 'createdAt', 'updatedAt'];

/** YAML of its own making may go this far; JSON in it may have longer keys than YAML allows. */
const harmless = new Set(['KEY_OVER_1024_CHARS']);

/** Parts a Markdown text from the YAML between two lines of hyphens at its top; it needs to have none. Nothing in it is run, and no tags are known. */
export function parseFrontMatter(text: string): FrontMatter {
  const start = /^---[ \t]*(?:\r\n|\n)/u.exec(text)?.[0].length;
  if (start === undefined) return { ok: true, fields: {}, body: text };
  const closing = /^(?:---|\.\.\.)[ \t\r]*(?:\n|$)/gmu;
  closing.lastIndex = start;
  const end = closing.exec(text);
  if (end === null) return { ok: true, fields: {}, body: text };
  if (end.index - start > longest) return bad('too-large', 'Its front matter has more than 1 MB.');
  const yaml = text.slice(start, end.index);
  const body = text.slice(end.index + end[0].length);
  try {
    return parseFields(yaml, body);
  } catch (caught) {
    // Bottomless nesting ends in a RangeError, too many aliases in a ReferenceError.
    const detail = caught instanceof Error ? caught.message : String(caught);
    return bad('not-readable', `Its front matter cannot be read: ${firstLine(detail)}`);
  }
}

function parseFields(yaml: string, body: string): FrontMatter {
  const document = parseDocument(yaml, {
    schema: 'core',
    customTags: [],
    resolveKnownTags: false,
    merge: false,
    stringKeys: true,
    uniqueKeys: true,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const problem = [...document.errors, ...document.warnings].find(({ code }) => !harmless.has(code));
  if (problem !== undefined) return describeProblem(problem, yaml);
  const fields: unknown = document.toJS({ maxAliasCount: 100 });
  if (fields === null) return { ok: true, fields: {}, body };
  if (typeof fields !== 'object' || Array.isArray(fields))
    return bad('not-readable', 'Its front matter is not made of names with values.');
  if (depthOf(fields) > recordLimits.depth)
    return bad('too-large', `Its front matter is nested more than ${recordLimits.depth} levels deep.`);
  const columns = Object.keys(fields).length;
  if (columns > recordLimits.columns) return bad('too-large', recordTooWide(columns));
  const raw: RawRecord = { ...fields };
  const asWritten = textFields.flatMap((field) => {
    const node =
      Object.hasOwn(raw, field) && typeof raw[field] !== 'string' ? document.get(field, true) : null;
    return isScalar(node) && node.value !== null ? [[field, node.source ?? String(raw[field])]] : [];
  });
  return { ok: true, fields: { ...raw, ...Object.fromEntries(asWritten) }, body };
}

function describeProblem(problem: YAMLError, yaml: string): FrontMatter {
  const line = yaml.slice(0, problem.pos[0]).split('\n').length + 1;
  if (problem.code === 'DUPLICATE_KEY') {
    const key = yaml
      .slice(problem.pos[0])
      .split(/[:\r\n]/u)[0]
      ?.trim()
      .slice(0, 100);
    return bad('duplicate-key', `Its front matter has the key ${JSON.stringify(key)} twice.`);
  }
  return bad('not-readable', `Its front matter is wrong in line ${line}: ${firstLine(problem.message)}`);
}

/** How deep a value goes; by an alias it may be in itself, which has no end. */
function depthOf(value: unknown, around: readonly unknown[] = []): number {
  if (typeof value !== 'object' || value === null) return around.length;
  if (around.includes(value)) return Infinity;
  if (around.length > recordLimits.depth) return around.length;
  const inside = [...around, value];
  let deepest = inside.length;
  for (const item of Object.values(value)) {
    deepest = Math.max(deepest, depthOf(item, inside));
    if (deepest > recordLimits.depth) break;
  }
  return deepest;
}

function firstLine(text: string): string {
  return `${text.split('\n')[0]?.replace(/[.:]$/u, '').slice(0, 200)}.`;
}

function bad(kind: ProblemKind, reason: string): FrontMatter {
  return { ok: false, kind, reason };
}

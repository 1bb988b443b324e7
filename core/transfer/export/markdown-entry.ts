import { createHash } from 'node:crypto';
import type { ExportedEntry } from '../read/source-record.ts';
import { escapeHeadings } from './markdown-headings.ts';

/** Letters of a title that go into a file's name. */
const longestSlug = 60;

/** An entry as a Markdown file: front matter in YAML with all but its texts, which are the two parts below. */
export function markdownOf(entry: ExportedEntry): string {
  return `---
id: ${scalar(entry.id)}
title: ${scalar(entry.title)}
category: ${scalar(entry.category)}
severity: ${scalar(entry.severity)}
tags: [${entry.tags.map(scalar).join(', ')}]
archived: ${entry.archived}
createdAt: ${quoted(entry.createdAt)}
updatedAt: ${quoted(entry.updatedAt)}
author: ${scalar(entry.author)}
revision: ${entry.revision}
metadata: ${escaped(JSON.stringify(entry.metadata))}
---

## Problem

${escapeHeadings(entry.problem)}

## Solution

${escapeHeadings(entry.solution)}
`;
}

/**
 * A name that every system takes, alike whether it tells small letters from capitals: the title in letters and digits of ASCII, and the end of the id, or of its hash, that
 * keeps entries of one title apart. `more` is how many names before it were taken.
 */
export function markdownName({ id, title }: Pick<ExportedEntry, 'id' | 'title'>, more = 0): string {
  const letters = title
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase();
  const slug = letters
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longestSlug)
    .replaceAll(/^-+|-+$/g, '');
  const hash = createHash('sha256').update(id).digest('hex');
  const [end = hash.slice(0, 8)] = /[0-9a-f]{8}$/.exec(id) ?? [];
  return `${slug || 'entry'}--${more === 0 ? end : `${end}-${hash.slice(0, 8 * more)}`}.md`;
}

/** Plain where nobody could take it for anything but this text. */
function scalar(text: string): string {
  const isPlain =
    /^[a-z][\w./() -]*$/i.test(text) &&
    !text.endsWith(' ') &&
    !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(text);
  return isPlain ? text : quoted(text);
}

function quoted(text: string): string {
  return escaped(JSON.stringify(text));
}

/** JSON is YAML, but for characters that YAML takes for line ends or not at all. */
function escaped(json: string): string {
  return json.replaceAll(
    /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

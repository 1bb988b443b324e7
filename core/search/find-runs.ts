import { beforeDash, classOf, joiner, ofMember, part, sign } from './character-class.ts';

const longestMemberName = 8;
const openParenthesis = 0x28;
const closeParenthesis = 0x29;
const dot = 0x2e;

/**
 * Calls `found` with the ends of each run of a text, in order: letters, digits and the national characters of mainframe names (`# @ $ _`), joined by single
 * punctuation inside; a sign before a number that nothing precedes; a member in parentheses after a dataset name. By hand rather than by a regular
 * expression, which took four times as long, and all of an import waits for it.
 */
export function findRuns(text: string, found: (start: number, end: number) => void): void {
  let at = 0;
  while (at < text.length) {
    const start = at;
    const kind = classAt(text, at);
    if ((kind & part) === 0) {
      at += widthAt(text, at);
      if ((kind & sign) === 0 || !isDigit(text.charCodeAt(at)) || followsWord(text, start)) continue;
    }
    at = afterMember(text, skipParts(text, at));
    found(start, at);
  }
}

/** Calls `found` with the ends of each part of a run. */
export function findParts(
  text: string,
  start: number,
  end: number,
  found: (start: number, end: number) => void,
): void {
  let at = start;
  while (at < end) {
    if ((classAt(text, at) & part) === 0) {
      at += 1;
      continue;
    }
    const from = at;
    at = skipPart(text, at);
    found(from, at);
  }
}

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (Number.isNaN(code)) return 0;
  return classOf(code >= 0xd800 && code <= 0xdbff ? (text.codePointAt(at) ?? 0) : code);
}

function widthAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code <= 0xdbff && (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function skipPart(text: string, from: number): number {
  let at = from;
  while (at < text.length && (classAt(text, at) & part) !== 0) at += widthAt(text, at);
  return at;
}

/** Behind the parts that single joiners hold together. */
function skipParts(text: string, from: number): number {
  let at = skipPart(text, from);
  while ((classAt(text, at) & joiner) !== 0 && (classAt(text, at + 1) & part) !== 0)
    at = skipPart(text, at + 1);
  return at;
}

/** Behind `(NAME)` where a dataset's last qualifier stands before it; else where it was. */
function afterMember(text: string, at: number): number {
  if (text.charCodeAt(at) !== openParenthesis || !endsQualifier(text, at)) return at;
  let end = at + 1;
  for (let length = 0; length <= longestMemberName; length += 1) {
    if (text.charCodeAt(end) === closeParenthesis) return length === 0 ? at : end + 1;
    if ((classAt(text, end) & (ofMember | sign)) === 0) return at;
    end += widthAt(text, end);
  }
  return at;
}

/** Whether a dot, one to eight characters of a name and then `at` follow the end of another qualifier. */
function endsQualifier(text: string, at: number): boolean {
  let from = at;
  for (let length = 0; length <= longestMemberName; length += 1) {
    if (text.charCodeAt(from - 1) === dot)
      return length > 0 && (classBefore(text, from - 1) & ofMember) !== 0;
    if ((classBefore(text, from) & ofMember) === 0) return false;
    from -= widthBefore(text, from);
  }
  return false;
}

function followsWord(text: string, at: number): boolean {
  return (classBefore(text, at) & beforeDash) !== 0;
}

function classBefore(text: string, at: number): number {
  return at === 0 ? 0 : classAt(text, at - widthBefore(text, at));
}

function widthBefore(text: string, at: number): number {
  return at >= 2 && widthAt(text, at - 2) === 2 ? 2 : 1;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

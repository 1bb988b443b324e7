import { foldKey } from '../../entries/fold-key.ts';
import { htmlToText } from './html-to-text.ts';
import type { Change, Rule } from './mapping.ts';
import { parseTime } from './parse-time.ts';
import { quoted, Trouble } from './trouble.ts';

/** Text that a change makes longer may not become longer than this; an entry's text has room for no more. */
const longest = 1_000_000;
const mostPieces = 10_000;

/** A change, made ready for many records: a text becomes another, or a list, or it is told why not. */
export type Step = (text: string) => string | readonly string[] | Trouble;

/** The step of a change; `hasOtherwise` where the field says what becomes of what does not fit. */
export function makeStep(change: Change, hasOtherwise: boolean): Step {
  switch (change.do) {
    case 'trim':
      return (text) => text.trim();
    case 'upper':
      return (text) => text.toUpperCase();
    case 'lower':
      return (text) => text.toLowerCase();
    case 'one-line':
      return (text) => text.replaceAll(/\s+/g, ' ').trim();
    case 'html-to-text':
      return htmlToText;
    case 'split':
      return (text) => splitAtAny(text, change.at);
    case 'wrap':
      return (text) =>
        grown(text, (change.before ?? '').length + (change.after ?? '').length) ??
        `${change.before ?? ''}${text}${change.after ?? ''}`;
    case 'replace':
      return (text) => replaceAll(text, change.text, change.with);
    case 'cut':
      return (text) => cutTo(text, change.to);
    case 'table':
      return tableStep(change.lines, change.strict === true);
    case 'rules':
      return rulesStep(change.rules, hasOtherwise);
    case 'time':
      return (text) => {
        const instant = parseTime(text, change.forms, change.zone);
        return (
          instant ??
          new Trouble(
            'invalid-value',
            `is ${quoted(text)}, which is no time of the form ${change.forms.join(', ')}`,
            true,
          )
        );
      };
  }
}

function splitAtAny(text: string, marks: string): readonly string[] | Trouble {
  const pieces: string[] = [];
  const found = new Set(marks);
  let from = 0;
  let at = 0;
  for (const character of text) {
    if (found.has(character)) {
      pieces.push(text.slice(from, at));
      from = at + character.length;
      if (pieces.length > mostPieces)
        return new Trouble('too-large', `falls into more than ${mostPieces.toLocaleString('en')} pieces`);
    }
    at += character.length;
  }
  pieces.push(text.slice(from));
  return pieces.filter((piece) => piece.trim() !== '');
}

function replaceAll(text: string, wanted: string, by: string): string | Trouble {
  // An empty text stands everywhere; reading a mapping refuses it.
  if (wanted === '' || !text.includes(wanted)) return text;
  const pieces = text.split(wanted);
  return grown(text, (pieces.length - 1) * (by.length - wanted.length)) ?? pieces.join(by);
}

/** The trouble of a text that would become so many characters longer, or null where there is room. */
function grown(text: string, by: number): Trouble | null {
  if (by <= 0 || text.length + by <= longest) return null;
  return new Trouble(
    'too-large',
    `would become ${(text.length + by).toLocaleString('en')} characters long; at most ${longest.toLocaleString('en')} are allowed`,
  );
}

/** So many characters at most, none of them halved. */
function cutTo(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd8_00 && last <= 0xdb_ff ? length - 1 : length);
}

function tableStep(lines: Readonly<Record<string, string>>, strict: boolean): Step {
  const byKey = new Map(Object.entries(lines).map(([key, value]) => [foldKey(key), value]));
  return (text) => {
    const found = byKey.get(foldKey(text));
    if (found !== undefined || !strict) return found ?? text;
    return new Trouble('invalid-value', `is ${quoted(text)}, which no line of the table has`, true);
  };
}

function rulesStep(rules: readonly Rule[], hasOtherwise: boolean): Step {
  const tests = rules.map(({ when, then }) => ({ fits: testOf(when), then }));
  return (text) => {
    const key = foldKey(text);
    const number = numberAt(key);
    const found = tests.find(({ fits }) => fits(key, number));
    if (found !== undefined || !hasOtherwise) return found?.then ?? text;
    return new Trouble('invalid-value', `is ${quoted(text)}, which no rule fits`, true);
  };
}

function testOf(when: Rule['when']): (key: string, number: number) => boolean {
  if ('equals' in when) {
    const wanted = foldKey(when.equals);
    return (key) => key === wanted;
  }
  if ('contains' in when) {
    const wanted = foldKey(when.contains);
    return (key) => key.includes(wanted);
  }
  if ('startsWith' in when) {
    const wanted = foldKey(when.startsWith);
    return (key) => key.startsWith(wanted);
  }
  if ('atLeast' in when) return (_key, number) => number >= when.atLeast;
  return (_key, number) => number <= when.atMost;
}

/** A text that is a number, with a point or a comma; else NaN, which is neither more nor less than anything. */
function numberAt(text: string): number {
  return /^[+-]?\d{1,30}(?:[.,]\d{1,30})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
}

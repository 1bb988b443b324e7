import { recordLimits } from '../record-limits.ts';
import { GiantRow } from './giant-row.ts';
import { parseRow, type RowProblem } from './parse-row.ts';

/** One row of a table in text. */
export interface Row {
  /** Of its first line, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Why it cannot be taken; its cells say little then. */
  readonly problem: RowProblem | 'too-large' | null;
  /** It holds a NUL or bytes that are no text. */
  readonly isUnsound: boolean;
}

/** A quote that is still open at the end although what it holds is too much to go back. */
export class UnclosedQuote extends Error {
  readonly line: number;

  constructor(line: number) {
    super('a quote is never closed');
    this.line = line;
  }
}

/** Splits text that comes in pieces into rows and cells (RFC 4180, but forgiving), and holds no more than one row of the allowed size. */
export class RowSplitter {
  readonly #delimiter: string;
  #text = '';
  #pieces: string[] = [];
  #length = 0;
  /** Parsing the row at hand again is not worth while before the text has grown to this. */
  #wanted = 0;
  #line = 1;
  #giant: GiantRow | null = null;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  push(piece: string): Row[] {
    this.#pieces.push(piece);
    this.#length += piece.length;
    return this.#length < this.#wanted ? [] : this.#split(false);
  }

  /** The rows that are left. Throws `UnclosedQuote`. */
  end(): Row[] {
    const rows = this.#split(true);
    if (this.#giant !== null) {
      if (this.#giant.isInQuotes) throw new UnclosedQuote(this.#giant.line);
      rows.push(tooLarge(this.#giant.line));
    }
    return rows;
  }

  #split(isEnd: boolean): Row[] {
    const text = this.#text + this.#pieces.join('');
    this.#pieces = [];
    const isSuspect = text.includes('\0') || !text.isWellFormed();
    const rows: Row[] = [];
    let at = this.#giant === null ? 0 : this.#passGiant(text, isEnd, rows);
    while (at < text.length) {
      const row = parseRow(text, at, this.#delimiter, isEnd);
      if (row === null) {
        if (text.length - at <= recordLimits.bytes) break;
        this.#giant = new GiantRow(this.#delimiter, this.#line);
        at += this.#passGiant(text.slice(at), isEnd, rows);
        continue;
      }
      const { cells, problem, end, lines } = row;
      if (end - at > recordLimits.bytes) rows.push(tooLarge(this.#line));
      else if (problem !== null || !isBlank(cells)) {
        const isUnsound = isSuspect && !isSound(text.slice(at, end));
        rows.push({ line: this.#line, cells, problem, isUnsound });
      }
      this.#line += lines;
      at = end;
    }
    this.#text = text.slice(at);
    this.#length = this.#text.length;
    this.#wanted = 2 * this.#length;
    return rows;
  }

  /** Passes over what belongs to a row that is too large; returns the place after it. */
  #passGiant(text: string, isEnd: boolean, rows: Row[]): number {
    const giant = this.#giant;
    if (giant === null) return 0;
    const end = giant.pass(text, isEnd);
    if (end < 0) return text.length;
    rows.push(tooLarge(giant.line));
    this.#line += giant.lines;
    this.#giant = null;
    return end;
  }
}

function tooLarge(line: number): Row {
  return { line, cells: [], problem: 'too-large', isUnsound: false };
}

/** Spreadsheets leave many such rows at the end. */
function isBlank(cells: readonly string[]): boolean {
  return cells[0]?.trim() === '' && cells.every((cell) => cell.trim() === '');
}

function isSound(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

import { countBreaks } from './parse-row.ts';

/** Finds the end of a row that is too large to be held, piece by piece. */
export class GiantRow {
  readonly line: number;
  readonly #delimiter: string;
  #isAtStart = true;
  #hasQuote = false;
  isInQuotes = false;
  lines = 0;

  constructor(delimiter: string, line: number) {
    this.#delimiter = delimiter;
    this.line = line;
  }

  /** The place after the row, or -1 where it goes on. */
  pass(text: string, isEnd: boolean): number {
    for (let at = 0; at < text.length; at += 1) {
      const character = text[at] ?? '';
      const isBreak = character === '\n' || character === '\r';
      const ends = isBreak || character === this.#delimiter;
      if (this.#hasQuote) {
        this.#hasQuote = false;
        if (character === '"') continue;
        if (ends) this.isInQuotes = false;
      }
      if (this.isInQuotes) at = this.#insideQuotes(text, at, character);
      else if (isBreak) {
        this.lines += 1;
        return character === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
      } else {
        if (this.#isAtStart && character === '"') this.isInQuotes = true;
        this.#isAtStart = ends;
      }
    }
    if (isEnd && this.#hasQuote) this.isInQuotes = false;
    return -1;
  }

  /** Jumps to the next quote. */
  #insideQuotes(text: string, at: number, character: string): number {
    const found = character === '"' ? at : text.indexOf('"', at);
    this.#hasQuote = found >= 0;
    const end = found < 0 ? text.length : found;
    this.lines += countBreaks(text, at, end);
    return end;
  }
}

import type { ProblemKind } from '../transfer-types.ts';

/** What keeps a value from becoming a part of an entry. */
export class Trouble {
  readonly kind: ProblemKind;
  /** Goes on from what it is about: `is “soon”, which …`. */
  readonly reason: string;
  /** No rule, line of a table or form of a time fits, so that the field's `otherwise` is to be taken. */
  readonly unfit: boolean;

  constructor(kind: ProblemKind, reason: string, unfit = false) {
    this.kind = kind;
    this.reason = reason;
    this.unfit = unfit;
  }
}

/** A value as a sentence shows it. */
export function quoted(text: string): string {
  const line = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  return `“${line.replaceAll(/\s+/g, ' ').toWellFormed()}”`;
}

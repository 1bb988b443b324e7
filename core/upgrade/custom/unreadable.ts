/** Unwinds the reading of a custom step at the first thing that is not understood. The message is the rest of a sentence that names the place. */
export class Unreadable extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

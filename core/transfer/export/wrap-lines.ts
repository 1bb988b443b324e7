const lineEnd = 0x0a;

/** A place for bytes that are worked on and then copied: it grows with the largest, and is used again. */
export class Scratch {
  #bytes = Buffer.allocUnsafeSlow(1 << 18);

  /** Room for so many bytes; what was in it may be gone. */
  room(length: number): Buffer {
    if (this.#bytes.length < length) this.#bytes = Buffer.allocUnsafeSlow(length * 2);
    return this.#bytes;
  }

  /** A text as UTF-8. */
  encode(text: string): Buffer {
    // One UTF-16 unit takes three bytes at the most.
    const room = this.room(text.length * 3);
    return room.subarray(0, room.write(text));
  }
}

/**
 * Puts something before and behind each line of a text, in the place of its line end; of each line so many bytes at its beginning are left out. Much faster than writing the
 * text once more. The result lies in `scratch`.
 */
export function wrapLines(
  scratch: Scratch,
  text: Buffer,
  { before, behind, skip = 0 }: { readonly before: Buffer; readonly behind: Buffer; readonly skip?: number },
  lines: number,
): Buffer {
  const wrapped = scratch.room(text.length + lines * (before.length + behind.length));
  let at = 0;
  let start = 0;
  for (let end = text.indexOf(lineEnd); end !== -1; end = text.indexOf(lineEnd, start)) {
    if (before.length > 0) at += before.copy(wrapped, at);
    at += text.copy(wrapped, at, start + skip, end);
    if (behind.length > 0) at += behind.copy(wrapped, at);
    start = end + 1;
  }
  return wrapped.subarray(0, at);
}

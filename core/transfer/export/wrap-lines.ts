const lineEnd = 0x0a;

/**
 * Puts something before and behind each line of a text, in the place of its line end; of each line so many bytes at its beginning are left out. Much faster than writing the
 * text once more.
 */
export function wrapLines(
  text: Buffer,
  { before, behind, skip = 0 }: { readonly before: Buffer; readonly behind: Buffer; readonly skip?: number },
  lines: number,
): Buffer {
  const wrapped = Buffer.allocUnsafe(text.length + lines * (before.length + behind.length));
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

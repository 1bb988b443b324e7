import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codePages } from '../../read/text/code-pages.ts';

const folder = join(import.meta.dirname, '../../../../e2e/data');

/** A table as an older ticket program exports it, in Windows-1252 with semicolons: HTML, umlauts, line breaks in cells, and much that is wrong. */
export const messyTable = join(folder, 'incidents.csv');
/** Records in the migration guide's legacy form. */
export const legacyRecords = join(folder, 'legacy.json');

/** The messy table as text separated by tabulators. */
function asTabbed(): string {
  let quoted = false;
  const text = new TextDecoder('windows-1252').decode(readFileSync(messyTable));
  return Array.from(text, (character) => {
    if (character === '"') quoted = !quoted;
    return character === ';' && !quoted ? '\t' : character;
  }).join('');
}

/** The same in EBCDIC code page 1047 with the line ends of z/OS; what that lacks becomes a question mark. */
export function messyInEbcdic(): Buffer {
  const bytes = new Map(Array.from(codePages.ibm1047, (codePoint, byte) => [codePoint, byte]));
  const lineEnd = 0x15;
  const substitute = bytes.get('?'.charCodeAt(0)) ?? 0;
  return Buffer.from(
    Array.from(asTabbed().replaceAll('\r\n', '\n'), (character) =>
      character === '\n' ? lineEnd : (bytes.get(character.codePointAt(0) ?? 0) ?? substitute),
    ),
  );
}

/** The same in UTF-16, little end first, with a byte order mark. */
export function messyInUtf16(): Buffer {
  return Buffer.from(`\uFEFF${asTabbed()}`, 'utf16le');
}

import { randomBytes } from 'node:crypto';
import type { EntryId } from './entry.ts';

/**
 * A new identity: a UUID of version 7 (RFC 9562, section 5.7), whose leading 48 bits are the time in ms, so that
 * new rows lie beside each other in the index.
 */
export function newEntryId(now: number = Date.now()): EntryId {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    '-',
  ) as EntryId;
}

/** The number in a label such as `KB-0042` or `kb42`, or null where the text is no label. */
export function numberOfLabel(text: string): number | null {
  const match = /^kb-?0*(\d{1,9})$/i.exec(text.trim());
  return match?.[1] === undefined ? null : Number(match[1]);
}

import { KnowledgeError } from '../../failure.ts';

const forms =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:\d{2})?)?)?)?$/i;

/**
 * An instant as this program stores it, from ISO 8601; a year, a month or a day stands for its beginning, and a time that names no zone is in UTC.
 * Throws a `KnowledgeError` of kind invalid-request that names `field`.
 */
export function parseInstant(field: 'since' | 'until', text: string): string {
  const [, year = '', month = '01', day = '01', time = '00:00', zone = 'Z'] = forms.exec(text.trim()) ?? [];
  const midnight = new Date(`${year}-${month}-${day}T00:00:00Z`);
  const instant = new Date(`${year}-${month}-${day}T${time}${zone.toUpperCase()}`);
  // The 30th of February would silently be the 2nd of March.
  const isReal = !Number.isNaN(midnight.getTime()) && midnight.getUTCDate() === Number(day);
  const written = isReal && !Number.isNaN(instant.getTime()) ? instant.toISOString() : '';
  if (written.length === 24) return written;
  throw new KnowledgeError({
    kind: 'invalid-request',
    message: `${field}: ${JSON.stringify(text)} is not a time.`,
    recovery: 'Nothing was written. Give a day such as 2026-03-31, or a time such as 2026-03-31T14:30:00Z.',
    field,
  });
}

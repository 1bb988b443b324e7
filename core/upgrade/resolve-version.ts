import { migrations as released } from '../../migrations/index.ts';
import { KnowledgeError } from '../failure.ts';

/**
 * A schema version by its full name (`001-mvp1-base`) or its number (`1`, `001`), out of those that are known: the released ones unless given.
 * Throws a `KnowledgeError` of kind invalid-request.
 */
export function resolveVersion(
  text: string,
  known: readonly { readonly version: string }[] = released,
): string {
  const wanted = text.trim().toLowerCase();
  const number = /^\d{1,3}$/.test(wanted) ? wanted.padStart(3, '0') : null;
  const found = known.find(
    ({ version }) => version.toLowerCase() === wanted || version.slice(0, 3) === number,
  );
  if (found !== undefined) return found.version;
  throw new KnowledgeError({
    kind: 'invalid-request',
    message: `There is no schema version ${JSON.stringify(text)}.`,
    recovery: `Nothing was changed. This program knows: ${known.map(({ version }) => version).join(', ')}.`,
  });
}

import type { Outcome } from '../../failure.ts';
import type { Mapping } from './mapping.ts';

/**
 * A mapping from parsed JSON. Besides the full form it takes short ones: a column's name for a field, and fields without the frame around them. A failure is of kind invalid-mapping and
 * names the place.
 */
export function readMapping(_value: unknown): Outcome<Mapping> {
  throw new Error('Not written yet.');
}

/** The same from a file's path. */
export function readMappingFile(_path: string): Promise<Outcome<Mapping>> {
  throw new Error('Not written yet.');
}

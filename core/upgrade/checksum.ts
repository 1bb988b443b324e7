import { createHash } from 'node:crypto';
import type { Migration } from '../../migrations/migration.ts';
import type { Engine } from '../store/knowledge-base.ts';

/** SHA-256 over a step's version and its SQL for one engine, in hex. Line endings are made equal first: a checkout or an editor may change them. */
export function checksumOf(migration: Migration, engine: Engine): string {
  const text = `${migration.version}\n${migration.up[engine]}\n${migration.down[engine]}`.replaceAll(
    /\r\n?/g,
    '\n',
  );
  return createHash('sha256').update(text).digest('hex');
}

import { migrations } from '../../../migrations/index.ts';
import type { Engine } from '../../store/knowledge-base.ts';
import { schemaChange } from './schema-change.ts';
import { isWord, splitStatements } from './split-statements.ts';

/** A table, index, trigger or function of a released step with every word of its definition, its columns among them; all in lower case. */
export type ReleasedSchema = ReadonlyMap<string, ReadonlySet<string>>;

const known = new Map<Engine, ReleasedSchema>();

/** What the released steps make. */
export function releasedSchema(engine: Engine): ReleasedSchema {
  const read = known.get(engine) ?? readReleased(engine);
  known.set(engine, read);
  return read;
}

function readReleased(engine: Engine): ReleasedSchema {
  const released = new Map<string, ReadonlySet<string>>();
  for (const { up } of migrations) {
    for (const { tokens } of splitStatements(up[engine], engine).statements) {
      if (!isWord(tokens[0], 'CREATE')) continue;
      released.set(schemaChange(tokens).name, new Set(tokens.map(({ value }) => value.toLowerCase())));
    }
  }
  return released;
}

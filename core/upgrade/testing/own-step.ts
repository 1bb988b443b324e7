import type { Migration, MigrationScript } from '../../../migrations/migration.ts';
import { migrations } from '../../../migrations/index.ts';

export interface OwnStep extends Partial<Omit<Migration, 'up' | 'down'>> {
  readonly up: string | MigrationScript;
  readonly down: string | MigrationScript;
}

/** A custom step, as if it had been read from a file. */
export function ownStep({ up, down, version = '010-own', ...rest }: OwnStep): Migration {
  const script = (text: string | MigrationScript): MigrationScript =>
    typeof text === 'string' ? { sqlite: text, postgresql: text } : text;
  return {
    version,
    name: 'A step of our own',
    minimumReader: '001-mvp1-base',
    up: script(up),
    down: script(down),
    file: `/somewhere/${version}.json`,
    validate: async () => [],
    ...rest,
  };
}

/** The released steps and those. */
export function withReleased(...own: readonly Migration[]): readonly Migration[] {
  return [...migrations, ...own];
}

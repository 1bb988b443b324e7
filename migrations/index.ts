import { mvp1Base } from './001-mvp1-base.ts';
import type { Migration } from './migration.ts';

/** Every released step, oldest first. A step that has been released is never edited or dropped. */
export const migrations: readonly Migration[] = [mvp1Base];

import type { Cancellation } from '../search/cancellation.ts';
import type { SchemaSession } from './schema-access.ts';

/** A step that begins. */
export interface StepProgress {
  readonly direction: 'up' | 'down';
  readonly version: string;
  readonly name: string;
  /** Steps that were run before it, and steps in all. */
  readonly done: number;
  readonly total: number;
}

export interface RunOptions {
  /** Who is written down in the history; `abendbook` unless given. */
  readonly actor?: string;
  readonly onStep?: (progress: StepProgress) => void;
  /** Honoured until the first step begins. */
  readonly signal?: Cancellation | undefined;
  /** Looks at the result once all steps have run, before it is committed; what it returns is wrong with it, in sentences, and takes everything back. */
  readonly afterSteps?: (session: SchemaSession) => Promise<readonly string[]>;
}

import type { Backup, DatabaseStatus, Health, SchemaHistory } from '../../preload/api.ts';
import type { MarkState } from '../parts/state-mark.tsx';
import { relativeTime } from '../parts/format.ts';

interface Known {
  readonly status: DatabaseStatus;
  /** Null while they are not known, or where the program makes none. */
  readonly backups: readonly Backup[] | null;
  readonly health: Health | null;
  readonly history: SchemaHistory | null;
}

interface Verdict {
  readonly state: Extract<MarkState, 'good' | 'warning' | 'bad'>;
  readonly words: string;
}

const weekMs = 7 * 86_400_000;

/** Whether the knowledge base is safe, in a line: the worst that is known of it. `now` is in milliseconds. */
export function safetyOf({ status, backups, health, history }: Known, now: number): Verdict {
  if (health !== null && !health.overall) {
    return { state: 'bad', words: 'Something is wrong with the file: see Health, and restore a backup.' };
  }
  if ((history?.problems.length ?? 0) > 0) {
    return { state: 'bad', words: 'The schema is not as this program knows it: see Schema.' };
  }
  if (status.readOnly) {
    return {
      state: 'warning',
      words: 'Opened read-only: nothing can be changed, and no backup is made by itself.',
    };
  }
  const verified = backups?.find((backup) => backup.verified);
  if (backups !== null && verified === undefined) {
    return { state: 'warning', words: 'There is no verified backup yet. Back up now.' };
  }
  if (verified !== undefined && now - Date.parse(verified.createdAt) > weekMs) {
    return {
      state: 'warning',
      words: `The last verified backup is from ${relativeTime(verified.createdAt, now)}. Back up now.`,
    };
  }
  if ((history?.conflicts.length ?? 0) > 0) {
    return { state: 'warning', words: 'Rows wait for your choice after a rollback: see Schema.' };
  }
  return {
    state: 'good',
    words:
      verified === undefined
        ? 'Your knowledge base is in order.'
        : `Your knowledge base is safe: backed up ${relativeTime(verified.createdAt, Math.max(now, Date.parse(verified.createdAt)))}, and verified.`,
  };
}

import { existsSync, rmSync, statSync } from 'node:fs';
import { manifestPath } from '../../backup/backup-folder.ts';
import { verifyBackup } from '../../backup/verify-backup.ts';
import { failureOf } from '../../failure.ts';
import { KnowledgeDB } from '../../store/knowledge-db.ts';
import { contentOf, type KnownStates } from './known-states.ts';
import { strayFiles } from './stray-files.ts';

export interface Examination {
  /** The state that it is in; null where it is in none that is known. */
  readonly state: string | null;
  /** What the program said when it was opened. */
  readonly notice: string | null;
  /** What must not be, in sentences. */
  readonly violations: readonly string[];
}

export interface ExamineOptions {
  readonly path: string;
  readonly states: KnownStates;
  /** Either of these is right. */
  readonly expected: readonly string[];
  /** Backups that were found whole before, by path and time; what is found whole now is added. */
  readonly verified: Set<string>;
}

/** Starts the program again on a database that something was done to, and looks at everything. */
export async function examine(options: ExamineOptions): Promise<Examination> {
  const { path, states, expected, verified } = options;
  const violations: string[] = [];
  const interrupted = ['.upgrading', '.restoring'].filter((ending) => existsSync(path + ending));
  let notice: string | null = null;
  try {
    const db = new KnowledgeDB(path, { create: false });
    try {
      const store = await db.store();
      notice = db.notice;
      if (interrupted.length > 0 && notice === null)
        violations.push(`${interrupted.join(' and ')} was left, and nothing was said about it.`);
      if (store.engine === 'sqlite') violations.push(...soundness(store.connection));
      for (const backup of await db.listBackups())
        violations.push(...(await unlessWhole(backup.path, verified)));
      // What a killed process left goes with the next operation.
      if (strayFiles(path).length > 0) removeBackup((await db.createBackup({ type: 'scheduled' })).path);
      violations.push(...strayFiles(path).map((file) => `${file} was not cleared away.`));
    } finally {
      await db.close();
    }
    const state = await states.nameOf(await contentOf(path), path);
    if (state === null || !expected.includes(state)) {
      violations.push(`Expected ${expected.join(' or ')}, and found ${state ?? 'something else'}.`);
    }
    return { state, notice, violations };
  } catch (caught) {
    const { kind, message } = failureOf(caught);
    return { state: null, notice, violations: [...violations, `It did not open (${kind}): ${message}`] };
  }
}

interface Checkable {
  pragma(source: string, options?: { readonly simple: true }): unknown;
}

function soundness(connection: Checkable): readonly string[] {
  const integrity = connection.pragma('integrity_check', { simple: true });
  const references = connection.pragma('foreign_key_check') as readonly unknown[];
  return [
    ...(integrity === 'ok' ? [] : [`Its structure: ${String(integrity)}`]),
    ...(references.length === 0 ? [] : [`${references.length} references lead nowhere.`]),
  ];
}

async function unlessWhole(backup: string, verified: Set<string>): Promise<readonly string[]> {
  const key = `${backup} ${statSync(backup).mtimeMs}`;
  if (verified.has(key)) return [];
  const { problems } = await verifyBackup(backup);
  if (problems.length === 0) verified.add(key);
  return problems.map((problem) => `${backup} is among the backups: ${problem}`);
}

export function removeBackup(path: string): void {
  rmSync(path, { force: true });
  rmSync(manifestPath(path), { force: true });
}

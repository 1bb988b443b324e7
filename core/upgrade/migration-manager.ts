import type { Migration } from '../../migrations/migration.ts';
import { migrations as released } from '../../migrations/index.ts';
import type { RollbackTarget } from '../store/knowledge-base.ts';
import type { Store } from '../store/store.ts';
import { readAppliedSteps, type AppliedStep } from './applied-steps.ts';
import { pendingSteps, singleStep, stepsDownTo, stepsUpTo } from './choose-steps.ts';
import { findHistoryProblems } from './history-problems.ts';
import { inOrder, knownMigrations, type KnownMigrations } from './known-migrations.ts';
import { previewRollback } from './preview-rollback.ts';
import { resolveVersion } from './resolve-version.ts';
import type { RunOptions } from './run-options.ts';
import { runSteps, type StepChoice } from './run-steps.ts';
import type { SchemaSession } from './schema-access.ts';
import type { KeptRows, StepResult } from './upgrade-types.ts';
import { emptyVersion, isReleased } from './version-number.ts';

export { emptyVersion };

/** A database that is open, or that opens itself when it is asked to: a `KnowledgeDB`. */
export type StoreSource = Store | { store(): Promise<Store> };

/**
 * Brings a database from one schema version to another and back, and keeps the record of it.
 *
 * All steps of an upgrade, or of a rollback, are one transaction: either every one of them is done afterwards or none. A rollback keeps what the
 * older schema cannot hold, and the next upgrade brings it back. Versions are given by name or number: `003-mvp3-code-analysis`, `003`, `3`.
 */
export class MigrationManager {
  readonly #source: StoreSource;
  readonly #given: readonly Migration[] | undefined;

  /** Without a list of its own it works with the released steps and the custom ones of the database's folder. */
  constructor(source: StoreSource, migrations?: readonly Migration[]) {
    this.#source = source;
    this.#given = migrations && inOrder(migrations);
  }

  /** The newest released version that this program knows. */
  get latestVersion(): string {
    return latestReleased(this.#given ?? released);
  }

  /** The version that the database stands at, `000` where nothing has been applied. */
  async getCurrentVersion(): Promise<string> {
    return (await this.getAppliedMigrations()).at(-1)?.version ?? emptyVersion;
  }

  /** What is applied now, in the order of versions. */
  async getAppliedMigrations(): Promise<readonly AppliedStep[]> {
    return readAppliedSteps(await this.#session());
  }

  /** What this program knows and the database has not yet, oldest first. */
  async getPendingMigrations(): Promise<readonly Migration[]> {
    const { migrations } = await this.#known();
    return pendingSteps(migrations, await this.getAppliedMigrations());
  }

  /** Every step that there is for this database, in the order of versions. */
  async getMigrations(): Promise<readonly Migration[]> {
    return (await this.#known()).migrations;
  }

  /** Why the schema can be changed neither way, in sentences: a step that was edited, is missing or was inserted, a history that disagrees with the file. */
  async historyProblems(): Promise<readonly string[]> {
    return findHistoryProblems(await this.#session(), await this.#known());
  }

  /** What an upgrade to a version, or to the newest of all, would apply. Throws a `KnowledgeError` of kind invalid-request. */
  async planUp(to?: string): Promise<readonly Migration[]> {
    const { migrations } = await this.#known();
    return this.#choice(
      to === undefined ? { kind: 'all' } : { kind: 'up', to },
      migrations,
    )(await this.getAppliedMigrations());
  }

  /** What a rollback would undo, in that order. Throws a `KnowledgeError` of kind invalid-request. */
  async planDown(target: RollbackTarget): Promise<readonly Migration[]> {
    const { migrations } = await this.#known();
    return this.#choice({ kind: 'down', target }, migrations)(await this.getAppliedMigrations());
  }

  /** What a rollback would keep since the older schema cannot hold it. It is tried out in a transaction that is taken back. */
  async previewRollback(target: RollbackTarget): Promise<readonly KeptRows[]> {
    const { migrations } = await this.#known();
    return previewRollback(await this.#store(), migrations, await this.planDown(target));
  }

  /** Applies everything that is pending, custom steps included. */
  migrate(options: RunOptions = {}): Promise<readonly StepResult[]> {
    return this.#run('up', { kind: 'all' }, options);
  }

  /**
   * Applies what is pending up to and including a version. Nothing pending is no failure.
   *
   * A failed step ends it, and its result is the last. The results of those before it say that they were taken back with it: none of them is
   * applied. Throws a `KnowledgeError` where it cannot begin: kind invalid-request, history-mismatch, newer-file, locked-file, cancelled.
   */
  migrateTo(version: string, options: RunOptions = {}): Promise<readonly StepResult[]> {
    return this.#run('up', { kind: 'up', to: version }, options);
  }

  /** Applies one step by itself: a custom one before released ones that are pending too. Otherwise as `migrateTo`. */
  executeMigration(version: string, options: RunOptions = {}): Promise<readonly StepResult[]> {
    return this.#run('up', { kind: 'single', version }, options);
  }

  /** Undoes what was applied after a version, newest first; the first step is never undone. Results and errors are those of `migrateTo`. */
  rollbackTo(version: string, options: RunOptions = {}): Promise<readonly StepResult[]> {
    return this.rollback({ to: version }, options);
  }

  /** Undoes so many steps, or those after a version, newest first. */
  rollback(target: RollbackTarget, options: RunOptions = {}): Promise<readonly StepResult[]> {
    return this.#run('down', { kind: 'down', target }, options);
  }

  async #run(direction: 'up' | 'down', goal: Goal, options: RunOptions): Promise<readonly StepResult[]> {
    const known = await this.#known();
    const choose = this.#choice(goal, known.migrations);
    return runSteps(
      await this.#store(),
      { direction, known, choose, latestReleased: this.latestVersion },
      options,
    );
  }

  #choice(goal: Goal, known: readonly Migration[]): StepChoice {
    const versionOf = (text: string): string => resolveVersion(text, known);
    switch (goal.kind) {
      case 'all':
        return (applied) => pendingSteps(known, applied);
      case 'up':
        return (applied) => stepsUpTo(known, applied, versionOf(goal.to));
      case 'single':
        return (applied) => singleStep(known, applied, versionOf(goal.version));
      case 'down': {
        const { target } = goal;
        if (!('to' in target)) return (applied) => stepsDownTo(known, applied, target);
        const to = /^0{1,3}$/.test(target.to.trim()) ? emptyVersion : target.to;
        return (applied) => stepsDownTo(known, applied, { to: to === emptyVersion ? to : versionOf(to) });
      }
    }
  }

  async #known(): Promise<KnownMigrations> {
    if (this.#given !== undefined) return { migrations: this.#given, problems: [] };
    return knownMigrations(await this.#store());
  }

  async #session(): Promise<SchemaSession> {
    const store = await this.#store();
    return { store, db: store.db };
  }

  async #store(): Promise<Store> {
    return 'engine' in this.#source ? this.#source : this.#source.store();
  }
}

type Goal =
  | { readonly kind: 'all' }
  | { readonly kind: 'up'; readonly to: string }
  | { readonly kind: 'single'; readonly version: string }
  | { readonly kind: 'down'; readonly target: RollbackTarget };

function latestReleased(migrations: readonly Migration[]): string {
  return migrations.findLast(({ version }) => isReleased(version))?.version ?? emptyVersion;
}

import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { seededRandom, type Random } from '../../../bench/seeded-random.ts';
import { lastPutAside } from '../../backup/restore-backup.ts';
import { listBackups } from '../../backup/list-backups.ts';
import { KnowledgeDB } from '../../store/knowledge-db.ts';
import { examine, removeBackup, type Examination } from './examine.ts';
import { place, type FaultScene, type Variant } from './fault-scene.ts';
import { filesMove, phaseOf } from './kill-instant.ts';
import { stateName } from './known-states.ts';
import { RunningOperation, type Operation } from './operation.ts';

export interface Kill {
  readonly operation: Operation;
  /** What the process was at. */
  readonly phase: string;
  /** It was killed once more while the next start recovered. */
  readonly again: boolean;
  readonly before: string;
  readonly found: Examination;
  /** Where everything is kept as it was found, if something was wrong. */
  readonly kept: string | null;
}

const newest = '005';
const oldest = '001';
/** How often each is tried, where it is possible at all. */
const weights = {
  open: 1,
  upgrade: 8,
  'roll back': 8,
  'back up': 2,
  rehearse: 2,
  restore: 4,
  'undo restore': 2,
} as const satisfies Record<Operation, number>;

/**
 * Kills processes in the middle of what they do to a knowledge base, at instants spread over the whole of it, starts the program again and looks at what it
 * finds. Each goes on from where the last one was left, so that what one kill leaves behind meets the next.
 */
export class RandomKills {
  readonly #scene: FaultScene;
  readonly #random: Random;
  readonly #durations = new Map<Operation, number>();
  readonly #turns = new Map<Operation, number>();
  readonly #verified = new Set<string>();
  #startMs = 0;
  #state = '';
  /** Backups to restore, with the name of the variant in each. */
  #backups: ReadonlyMap<string, string> = new Map();
  #broken = 0;

  constructor(scene: FaultScene, seed: number) {
    this.#scene = scene;
    this.#random = seededRandom(seed);
  }

  /** Does everything once to its end: how long it takes, and that it is right when nobody is killed. Returns the times in ms. */
  async measure(): Promise<ReadonlyMap<Operation, number>> {
    const { fresh } = this.#scene;
    await this.#setUp();
    for (const operation of [
      'open',
      'back up',
      'restore',
      'undo restore',
      'roll back',
      'rehearse',
      'upgrade',
    ] as const) {
      await this.#complete(operation);
    }
    this.#state = this.#place(fresh);
    for (const operation of ['rehearse', 'upgrade', 'roll back'] as const) await this.#complete(operation);
    return this.#durations;
  }

  /** One kill, and what is found after it. */
  async next(): Promise<Kill> {
    const operation = this.#choose();
    const before =
      operation === 'upgrade' && this.#random.below(3) === 0 ? this.#place(this.#scene.fresh) : this.#state;
    this.#state = before;
    const { backup, after } = this.#target(operation);
    const running = this.#start(operation, backup);
    await this.#instant(operation, running);
    const { failure } = running;
    await running.kill();
    const phase = phaseOf(this.#scene.path, running);
    const again = this.#wasInterrupted() && this.#random.below(3) === 0;
    if (again) await this.#killWhileOpening();
    const found = await this.#examine([before, after]);
    const violations = [
      ...found.violations,
      ...(failure === null ? [] : [`It failed before it was killed: ${failure.message}`]),
    ];
    const kept = violations.length === 0 ? null : await this.#keepBroken();
    if (found.state !== null && kept === null) this.#state = found.state;
    this.#thinOutBackups();
    return { operation, phase, again, before, found: { ...found, violations }, kept };
  }

  #place(variant: Variant): string {
    place(this.#scene, variant);
    return stateName(variant.name, variant === this.#scene.fresh ? oldest : newest);
  }

  /** A knowledge base with backups of every kind of state. */
  async #setUp(): Promise<void> {
    const { path, first, second, fresh } = this.#scene;
    mkdirSync(dirname(path), { recursive: true });
    const backups = new Map<string, string>();
    const backUp = async (variant: Variant, db: KnowledgeDB): Promise<void> => {
      backups.set((await db.createBackup({ type: 'manual' })).path, variant.name);
    };
    for (const variant of [second, fresh, first]) {
      this.#place(variant);
      const db = await KnowledgeDB.open(path);
      await backUp(variant, db);
      if (variant === first) {
        await db.rollback({ to: oldest, confirmed: true });
        await backUp(variant, db);
      }
      await db.close();
    }
    this.#state = this.#place(first);
    this.#backups = backups;
  }

  #start(operation: Operation, backup: string | undefined): RunningOperation {
    const { path } = this.#scene;
    return new RunningOperation(backup === undefined ? { path, operation } : { path, operation, backup });
  }

  async #complete(operation: Operation): Promise<void> {
    const { backup, after } = this.#target(operation);
    const began = performance.now();
    const running = this.#start(operation, backup);
    await running.ready;
    const readied = performance.now();
    this.#startMs = readied - began;
    const failure = await running.end();
    if (failure !== null)
      throw new Error(`"${operation}" failed although nobody disturbed it: ${failure.message}`);
    const took = performance.now() - readied;
    this.#durations.set(operation, Math.max(took, this.#durations.get(operation) ?? 0));
    const { state, violations } = await this.#examine([after]);
    if (state === null || violations.length > 0)
      throw new Error(`"${operation}" went wrong although nobody disturbed it: ${violations.join(' ')}`);
    this.#state = state;
  }

  #choose(): Operation {
    const possible = (Object.keys(weights) as Operation[]).filter((operation) => this.#isPossible(operation));
    const chances = possible.flatMap((operation) =>
      Array.from({ length: weights[operation] }, () => operation),
    );
    return this.#random.pick(chances);
  }

  #isPossible(operation: Operation): boolean {
    const isNewest = this.#state.endsWith(newest);
    switch (operation) {
      case 'upgrade':
      case 'rehearse':
        return !isNewest;
      case 'roll back':
        return isNewest;
      case 'undo restore':
        return listBackups(this.#scene.path).some(({ type }) => type === 'pre-restore');
      default:
        return true;
    }
  }

  /** The state that an operation leads to when it is let, and the backup that it takes for that. */
  #target(operation: Operation): { readonly after: string; readonly backup?: string } {
    const [name = ''] = this.#state.split(' at ');
    switch (operation) {
      case 'upgrade':
        return { after: stateName(name, newest) };
      case 'roll back':
        return { after: stateName(name, oldest) };
      case 'restore': {
        const backup = this.#random.pick([...this.#backups.keys()]);
        return { backup, after: this.#restored(backup) };
      }
      case 'undo restore':
        return { after: this.#restored(lastPutAside(this.#scene.path)) };
      default:
        return { after: this.#state };
    }
  }

  /** What restoring a backup leads to. Each variant has its own number of entries, and a schema older than the present one is upgraded to it on the way. */
  #restored(path: string): string {
    const { fresh, first, second } = this.#scene;
    const backup = listBackups(this.#scene.path).find((listed) => listed.path === path);
    const name =
      this.#backups.get(path) ??
      [fresh, first, second].find(({ entries }) => entries === backup?.entries)?.name ??
      `${backup?.entries} entries`;
    const [, present = oldest] = this.#state.split(' at ');
    const version = backup?.version.slice(0, 3) ?? present;
    return stateName(name, version > present ? version : present);
  }

  /** Waits for the instant to kill. Those of one operation divide its time evenly, however many there will be. */
  async #instant(operation: Operation, running: RunningOperation): Promise<void> {
    if (operation === 'open') {
      await setTimeout(this.#random.below(this.#startMs));
      return;
    }
    if (operation.endsWith('restore') && this.#random.below(3) === 0) {
      await filesMove(this.#scene.path, running);
      await setTimeout(this.#random.below(10));
      return;
    }
    const turn = (this.#turns.get(operation) ?? this.#random.below(1_000)) + 1;
    this.#turns.set(operation, turn);
    const golden = 0.618_033_988_75;
    await running.ready;
    await setTimeout(((turn * golden) % 1) * (this.#durations.get(operation) ?? 0) * 1.05);
  }

  #wasInterrupted(): boolean {
    return ['.upgrading', '.restoring'].some((ending) => existsSync(this.#scene.path + ending));
  }

  async #killWhileOpening(): Promise<void> {
    const opening = this.#start('open', undefined);
    await setTimeout(this.#startMs * 0.5 + this.#random.below(Math.ceil(this.#startMs) + 300));
    await opening.kill();
  }

  #examine(expected: readonly string[]): Promise<Examination> {
    const { path, states } = this.#scene;
    return examine({ path, states, expected, verified: this.#verified });
  }

  /** Moves everything out of the way as it is, and starts afresh. */
  async #keepBroken(): Promise<string> {
    const { folder, path } = this.#scene;
    this.#broken += 1;
    const kept = join(folder, `broken-${this.#broken}`);
    renameSync(dirname(path), kept);
    await this.#setUp();
    return kept;
  }

  /** Hundreds of kills would fill the disk. The newest ones stay: an upgrade may use them, and an undo must. */
  #thinOutBackups(): void {
    const own = listBackups(this.#scene.path).filter(({ path }) => !this.#backups.has(path));
    const kept = new Set(
      (['pre-restore', 'pre-migration'] as const).map((type) => own.find((backup) => backup.type === type)),
    );
    for (const backup of own) if (!kept.has(backup)) removeBackup(backup.path);
  }
}

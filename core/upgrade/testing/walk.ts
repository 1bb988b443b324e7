import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Random } from '../../../bench/seeded-random.ts';
import { listBackups } from '../../backup/list-backups.ts';
import { lastPutAside } from '../../backup/restore-backup.ts';
import { KnowledgeDB } from '../../store/knowledge-db.ts';
import { removeBackup } from './examine.ts';
import { place, type FaultScene, type Variant } from './fault-scene.ts';
import { stateName } from './known-states.ts';
import type { Operation } from './operation.ts';

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
} as const satisfies Partial<Record<Operation, number>>;

/** What is to be done next, and where it leads when it is let. */
export interface Move {
  readonly operation: Operation;
  readonly before: string;
  readonly after: string;
  /** What a restore restores. */
  readonly backup?: string;
}

/** A knowledge base that goes from state to state: which it is in, what can be done there, and what comes of it. */
export class Walk {
  /** `first at 005` */
  state = '';
  readonly #scene: FaultScene;
  readonly #random: Random;
  /** Backups to restore, with the name of the variant in each. */
  #backups: ReadonlyMap<string, string> = new Map();

  constructor(scene: FaultScene, random: Random) {
    this.#scene = scene;
    this.#random = random;
  }

  /** Begins with a knowledge base that has backups of every variant, at the newest version and at the oldest. */
  async begin(): Promise<void> {
    const { path, first, second, fresh } = this.#scene;
    mkdirSync(dirname(path), { recursive: true });
    const backups = new Map<string, string>();
    for (const variant of [second, fresh, first]) {
      this.place(variant);
      const db = await KnowledgeDB.open(path);
      backups.set((await db.createBackup({ type: 'manual' })).path, variant.name);
      if (variant === first) {
        await db.rollback({ to: oldest, confirmed: true });
        backups.set((await db.createBackup({ type: 'manual' })).path, variant.name);
      }
      await db.close();
    }
    this.place(first);
    this.#backups = backups;
  }

  place(variant: Variant): void {
    place(this.#scene, variant);
    this.state = stateName(variant.name, variant === this.#scene.fresh ? oldest : newest);
  }

  /** Something that can be done now. Some upgrades are the first of a knowledge base, which has nothing to be brought back. */
  next(): Move {
    const possible = (Object.keys(weights) as (keyof typeof weights)[]).filter((operation) =>
      this.#isPossible(operation),
    );
    const chances = possible.flatMap((operation) =>
      Array.from({ length: weights[operation] }, () => operation),
    );
    const operation = this.#random.pick(chances);
    if (operation === 'upgrade' && this.#random.below(3) === 0) this.place(this.#scene.fresh);
    return this.move(operation);
  }

  move(operation: Operation): Move {
    const before = this.state;
    const [name = ''] = before.split(' at ');
    switch (operation) {
      case 'upgrade':
        return { operation, before, after: stateName(name, newest) };
      case 'roll back':
        return { operation, before, after: stateName(name, oldest) };
      case 'restore': {
        const backup = this.#random.pick([...this.#backups.keys()]);
        return { operation, before, after: this.#restored(backup), backup };
      }
      case 'undo restore':
        return { operation, before, after: this.#restored(lastPutAside(this.#scene.path)) };
      default:
        return { operation, before, after: before };
    }
  }

  /** Hundreds of kills would fill the disk. The newest backups stay: an upgrade may use them, and an undo must. */
  thinOutBackups(): void {
    const own = listBackups(this.#scene.path).filter(({ path }) => !this.#backups.has(path));
    const kept = new Set(
      (['pre-restore', 'pre-migration'] as const).map((type) => own.find((backup) => backup.type === type)),
    );
    for (const backup of own) if (!kept.has(backup)) removeBackup(backup.path);
  }

  #isPossible(operation: Operation): boolean {
    const isNewest = this.state.endsWith(newest);
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

  /** What restoring a backup leads to. Each variant has its own number of entries, and a schema older than the present one is upgraded to it on the way. */
  #restored(path: string): string {
    const { fresh, first, second } = this.#scene;
    const backup = listBackups(this.#scene.path).find((listed) => listed.path === path);
    const name =
      this.#backups.get(path) ??
      [fresh, first, second].find(({ entries }) => entries === backup?.entries)?.name ??
      `${backup?.entries} entries`;
    const [, present = oldest] = this.state.split(' at ');
    const version = backup?.version.slice(0, 3) ?? present;
    return stateName(name, version > present ? version : present);
  }
}

import { existsSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { seededRandom, type Random } from '../../../bench/seeded-random.ts';
import { examine, type Examination } from './examine.ts';
import type { FaultScene } from './fault-scene.ts';
import { filesMove, phaseOf } from './kill-instant.ts';
import { RunningOperation, type Operation } from './operation.ts';
import { Walk, type Move } from './walk.ts';

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

/**
 * Kills processes in the middle of what they do to a knowledge base, at instants spread over the whole of it, starts the program again and looks at what it
 * finds. Each goes on from where the last one was left, so that what one kill leaves behind meets the next.
 */
export class RandomKills {
  readonly #scene: FaultScene;
  readonly #random: Random;
  readonly #walk: Walk;
  readonly #durations = new Map<Operation, number>();
  readonly #turns = new Map<Operation, number>();
  readonly #verified = new Set<string>();
  #startMs = 0;
  #broken = 0;

  constructor(scene: FaultScene, seed: number) {
    this.#scene = scene;
    this.#random = seededRandom(seed);
    this.#walk = new Walk(scene, this.#random);
  }

  /** Does everything to its end: how long it takes, and that it is right when nobody is killed. Returns the times in ms. */
  async measure(): Promise<ReadonlyMap<Operation, number>> {
    await this.#walk.begin();
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
    this.#walk.place(this.#scene.fresh);
    for (const operation of ['rehearse', 'upgrade', 'roll back'] as const) await this.#complete(operation);
    return this.#durations;
  }

  /** One kill, and what is found after it. */
  async next(): Promise<Kill> {
    const move = this.#walk.next();
    const { operation, before, after } = move;
    const running = this.#start(move);
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
    if (found.state !== null && kept === null) this.#walk.state = found.state;
    this.#walk.thinOutBackups();
    return { operation, phase, again, before, found: { ...found, violations }, kept };
  }

  #start({ operation, backup }: Pick<Move, 'operation' | 'backup'>): RunningOperation {
    const { path } = this.#scene;
    return new RunningOperation(backup === undefined ? { path, operation } : { path, operation, backup });
  }

  async #complete(operation: Operation): Promise<void> {
    const move = this.#walk.move(operation);
    const began = performance.now();
    const running = this.#start(move);
    await running.ready;
    const readied = performance.now();
    this.#startMs = readied - began;
    await running.finished;
    const took = performance.now() - readied;
    const failure = await running.end();
    if (failure !== null)
      throw new Error(`"${operation}" failed although nobody disturbed it: ${failure.message}`);
    this.#durations.set(operation, Math.max(took, this.#durations.get(operation) ?? 0));
    const { state, violations } = await this.#examine([move.after]);
    if (state === null || violations.length > 0) {
      throw new Error(`"${operation}" went wrong although nobody disturbed it: ${violations.join(' ')}`);
    }
    this.#walk.state = state;
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
    await setTimeout(((turn * golden) % 1) * (this.#durations.get(operation) ?? 0) * 1.02);
  }

  #wasInterrupted(): boolean {
    return ['.upgrading', '.restoring'].some((ending) => existsSync(this.#scene.path + ending));
  }

  async #killWhileOpening(): Promise<void> {
    const opening = this.#start({ operation: 'open' });
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
    await this.#walk.begin();
    return kept;
  }
}

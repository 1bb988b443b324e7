import type { Kill } from './kill-at-random.ts';

/** Counts kills for a person: by operation, and by what the process was at. */
export class KillSummary {
  readonly #rows = new Map<
    string,
    { kills: number; old: number; again: number; phases: Map<string, number> }
  >();
  total = 0;
  violations = 0;

  add({ operation, phase, again, before, found }: Kill): void {
    const row = this.#rows.get(operation) ?? {
      kills: 0,
      old: 0,
      again: 0,
      phases: new Map<string, number>(),
    };
    this.#rows.set(operation, row);
    this.total += 1;
    this.violations += found.violations.length > 0 ? 1 : 0;
    row.kills += 1;
    row.old += found.state === before ? 1 : 0;
    row.again += again ? 1 : 0;
    row.phases.set(phase, (row.phases.get(phase) ?? 0) + 1);
  }

  lines(): readonly string[] {
    return [...this.#rows].flatMap(([operation, { kills, old, again, phases }]) => [
      `${operation.padEnd(14)}${String(kills).padStart(5)} kills: ${old} found the state before, ${kills - old} the one after${again > 0 ? `; ${again} killed again while it recovered` : ''}`,
      `${' '.repeat(14)}${[...phases]
        .toSorted(([, one], [, other]) => other - one)
        .map(([phase, count]) => `${phase} ${count}`)
        .join(', ')}`,
    ]);
  }
}

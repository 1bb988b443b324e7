import { makeScene } from './fault-scene.ts';
import type { Trial } from './trial.ts';
import { RandomKills } from './kill-at-random.ts';
import { KillSummary } from './kill-summary.ts';

/** So many broken knowledge bases are enough to look into. */
const mostBroken = 5;

/** Kills processes at random instants, so many times or so many minutes. */
export async function tryKills({ folder, entries, seed, kills, minutes, say }: Trial): Promise<number> {
  const scene = await makeScene({ folder, entries, seed });
  const trial = new RandomKills(scene, seed);
  const durations = await trial.measure();
  for (const [operation, ms] of durations) say(`${operation.padEnd(14)}takes ${ms.toFixed(0)} ms`);
  const summary = new KillSummary();
  const began = performance.now();
  const elapsed = (): number => (performance.now() - began) / 1_000;
  while (summary.total < kills && elapsed() < minutes * 60 && summary.violations < mostBroken) {
    const kill = await trial.next();
    summary.add(kill);
    if (kill.kept !== null) {
      say(
        `Kill ${summary.total}, in "${kill.operation}" at ${kill.phase}, from ${kill.before}: ${kill.found.violations.join(' ')} Kept in ${kill.kept}`,
      );
    }
    if (summary.total % 10 === 0) {
      const each = elapsed() / summary.total;
      say(
        `${summary.total} of ${kills} kills, ${summary.violations} violations, ${each.toFixed(1)} s each, ${Math.ceil((each * (kills - summary.total)) / 60)} min left`,
      );
    }
  }
  for (const line of summary.lines()) say(line);
  say(
    `${summary.total} kills on ${entries.toLocaleString('en')} entries in ${(elapsed() / 60).toFixed(1)} min: ${summary.violations} violations`,
  );
  return summary.violations;
}

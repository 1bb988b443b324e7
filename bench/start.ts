/**
 * How long the program takes from its start to the first frame that can be used, on a large knowledge base: the search box has the
 * focus and takes text, and the status bar shows how many entries there are. Measured beside an empty window on the same host, in turn,
 * so that what Chromium itself needs can be told apart.
 *
 *     npm run -s bench:start [-- ENTRIES [ROUNDS]]
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDatabase } from './make-database.ts';
import { requireBuild } from './require-build.ts';
import { machineLine, median, summaryHeading, summaryLine } from './statistics.ts';
import { timeStart, type TimedProgram } from './time-start.ts';

const [entries = 10_000, rounds = 9] = process.argv.slice(2).map(Number);
const project = requireBuild();

const folder = mkdtempSync(join(tmpdir(), 'abendbook-bench-'));
try {
  const programs = {
    abendbook: {
      folder: project,
      home: join(folder, 'abendbook'),
      usableWhen: { status: `${entries.toLocaleString('en')} entries` },
    },
    emptyWindow: {
      folder: join(import.meta.dirname, 'empty-window'),
      home: join(folder, 'empty'),
      usableWhen: {},
    },
  } satisfies Record<string, TimedProgram>;
  for (const { home } of Object.values(programs)) mkdirSync(home);
  await makeDatabase({ file: join(programs.abendbook.home, 'knowledge.db'), entries });

  const times = { abendbook: [] as number[], emptyWindow: [] as number[] };
  let seenLate = 0;
  const machine = machineLine();
  // The first round fills caches and makes profiles; it is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of ['emptyWindow', 'abendbook'] as const) {
      const { ms, late } = await timeStart(programs[name]);
      if (round === 0) continue;
      times[name].push(ms);
      if (late && name === 'abendbook') seenLate += 1;
    }
  }

  const [program, empty] = [median(times.abendbook), median(times.emptyWindow)];
  console.log(
    `From start to the first usable frame, ${entries.toLocaleString('en')} entries, on the stand-in host\n${machine}\n`,
  );
  console.log(summaryHeading);
  console.log(summaryLine('empty window', times.emptyWindow));
  console.log(summaryLine('Abendbook', times.abendbook));
  console.log(
    `\n${(program / empty).toFixed(2)} times an empty window, ${(program - empty).toFixed(0)} ms more`,
  );
  if (seenLate > 0)
    console.log(
      `${seenLate} of ${rounds} times are upper bounds: the frame was there before it could be watched.`,
    );
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

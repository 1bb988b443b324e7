import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Outcome } from '../failure.ts';
import type { Store } from '../store/store.ts';
import { onEveryEngine } from '../store/testing/on-every-engine.ts';
import { rejection } from '../store/testing/rejection.ts';
import { readAllRows } from './testing/all-rows.ts';
import { makeAt } from './testing/at-version.ts';
import type { StepResult } from './upgrade-types.ts';

const program = fileURLToPath(new URL('./testing/migrate-program.ts', import.meta.url));

interface MigratingProcess {
  /** Resolves once it is in the middle of its transaction. */
  readonly inside: Promise<void>;
  /** Lets it go on, and resolves with what came of it. */
  finish(): Promise<Outcome<readonly StepResult[]>>;
  kill(): Promise<void>;
}

function startMigrating(location: string): MigratingProcess {
  const child = spawn(process.execPath, [program, location], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const exited = once(child, 'exit');
  const told: string[] = [];
  lines.on('line', (line) => told.push(line));
  return {
    inside: (async () => {
      while (!told.includes('inside') && child.exitCode === null) await setTimeout(5);
    })(),
    finish: async () => {
      child.stdin.end();
      await exited;
      return JSON.parse(told.at(-1) ?? '') as Outcome<readonly StepResult[]>;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

onEveryEngine((under) => {
  const locationOf = (store: Store): string =>
    store.engine === 'sqlite' ? store.path : String(store.pool.options.connectionString);

  test('of two processes that migrate at once, one waits and finds nothing left to do', async () => {
    const { db, manager } = await makeAt(under, '001');
    const location = locationOf(await db.store());
    const first = startMigrating(location);
    await first.inside;
    const second = startMigrating(location);
    // SQLite waits without letting anything else in its thread run, and the first process is to be let go on from here.
    const here = under.engine === 'sqlite' ? [] : manager.migrate();
    await setTimeout(300);
    expect(await manager.getCurrentVersion()).toBe('001-mvp1-base');
    expect(await first.finish()).toMatchObject({ ok: true, value: { length: 4 } });
    expect(await second.finish()).toEqual({ ok: true, value: [] });
    expect(await here).toEqual([]);
    expect((await manager.getAppliedMigrations()).length).toBe(5);
    expect(await manager.historyProblems()).toEqual([]);
  });

  test('a killed process leaves no lock and no trace', async () => {
    const { db, manager } = await makeAt(under, '001');
    const store = await db.store();
    const before = await readAllRows(store);
    const killed = startMigrating(locationOf(store));
    await killed.inside;
    await killed.kill();
    expect(await manager.getCurrentVersion()).toBe('001-mvp1-base');
    expect(await readAllRows(store)).toEqual(before);
    expect(await manager.migrate()).toHaveLength(4);
  });

  test.runIf(under.engine === 'sqlite')(
    'one that does not want to wait any longer says who is in the way',
    async () => {
      const { db, manager } = await makeAt(under, '001');
      const store = await db.store();
      if (store.engine === 'sqlite') store.connection.pragma('busy_timeout = 100');
      const first = startMigrating(locationOf(store));
      await first.inside;
      const failure = await rejection(manager.migrate());
      expect(failure.kind).toBe('locked-file');
      expect(failure.message).toContain(locationOf(store));
      expect(await first.finish()).toMatchObject({ ok: true });
    },
  );

  test('entries can be read while it migrates', async () => {
    const { db } = await makeAt(under, '001');
    const first = startMigrating(locationOf(await db.store()));
    await first.inside;
    expect(await db.search('S0C7')).toHaveLength(2);
    await first.finish();
  });
});

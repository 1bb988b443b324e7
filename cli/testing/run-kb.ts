import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, vi } from 'vitest';

export const kbScript = fileURLToPath(new URL('../kb.mjs', import.meta.url));

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Document = Readonly<Record<string, unknown>>;

// Each test starts several processes, on machines that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** A folder for a test file, which is removed at its end; `kb` has its home there. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
  process.env['ABENDBOOK_HOME'] = join(folder, 'home');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the command line as a process of its own, without a terminal. */
export function kb(...args: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [kbScript, ...args], { encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

/** Runs a command that must succeed and returns its one JSON document. */
export function document(...args: readonly string[]): Document {
  const run = kb(...args, '--json');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(run.stdout) as Document;
}

/** Runs a command that must fail, and returns its one JSON document with what it said. */
export function failed(...args: readonly string[]): Document & { readonly said: string } {
  const run = kb(...args, '--json');
  expect(run.code).toBe(1);
  return { ...(JSON.parse(run.stdout) as Document), said: run.stderr };
}

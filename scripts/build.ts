/**
 * Builds the program into `dist/`: the main process with its worker, the preload script and the window's page.
 *
 *     node scripts/build.ts
 */
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join, relative, sep } from 'node:path';
import react from '@vitejs/plugin-react';
import Database from 'better-sqlite3';
import { build, type InlineConfig } from 'vite';
import { manifestName, noncePlaceholder } from '../main/scheme.ts';

const root = join(import.meta.dirname, '..');
const output = join(root, 'dist');
const nodeModules = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

const common = {
  configFile: false,
  envDir: false,
  publicDir: false,
  mode: 'production',
  logLevel: 'warn',
} as const satisfies InlineConfig;

/** The licences of what is bundled ask to be shipped with it. */
const license = { fileName: 'third-party-licenses.md' };

/** The main process, the worker that holds the database, and the threads that work on whole files and read what is imported. Only what has native code stays outside. */
function mainConfig(): InlineConfig {
  return {
    ...common,
    root,
    define: { SQLITE_VERSION: JSON.stringify(shippedSqliteVersion()) },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node24',
      outDir: join(output, 'main'),
      emptyOutDir: true,
      minify: false,
      sourcemap: true,
      license,
      rolldownOptions: {
        input: {
          index: join(root, 'main/index.ts'),
          'knowledge-worker': join(root, 'core/store/knowledge-worker.ts'),
          'file-thread': join(root, 'core/backup/file-thread.ts'),
          'reading-thread': join(root, 'core/transfer/import/reading-thread.ts'),
        },
        external: ['electron', 'better-sqlite3', 'pg-native', ...nodeModules],
        // Beside each other, not in folders: code finds its files from where it stands.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  };
}

/** A sandboxed preload script is one CommonJS file that requires nothing but electron. */
function preloadConfig(): InlineConfig {
  return {
    ...common,
    root,
    ssr: { noExternal: true },
    build: {
      ssr: join(root, 'preload/index.ts'),
      target: 'node24',
      outDir: join(output, 'preload'),
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false },
      },
    },
  };
}

/** The page: every script and style in a file of its own, because the page's policy allows nothing inline. */
function rendererConfig(): InlineConfig {
  return {
    ...common,
    root: join(root, 'renderer'),
    base: './',
    plugins: [react()],
    build: {
      target: 'chrome146',
      outDir: join(output, 'renderer'),
      emptyOutDir: true,
      license,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1_500,
    },
  };
}

/** One binary of better-sqlite3 serves Node and Electron, so what it says here is what is shipped. */
function shippedSqliteVersion(): string {
  const database = new Database(':memory:');
  try {
    return String(database.prepare('SELECT sqlite_version()').pluck().get());
  } finally {
    database.close();
  }
}

/** Without it React Aria's style elements would be refused, and nothing would say why. */
async function checkNonce(folder: string): Promise<void> {
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  if (!page.includes(noncePlaceholder)) {
    throw new Error(`renderer/index.html needs <meta property="csp-nonce" nonce="${noncePlaceholder}" />`);
  }
}

/** Lists what the page may be made of; the main process serves nothing else. */
async function writeManifest(folder: string): Promise<void> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => file !== manifestName)
    .toSorted();
  await writeFile(join(folder, manifestName), `${JSON.stringify(files, null, 2)}\n`);
}

async function finishRenderer(folder: string): Promise<void> {
  await checkNonce(folder);
  await writeManifest(folder);
}

async function copyStarter(): Promise<void> {
  const source = join(root, 'core/entries/starter');
  const files = (await readdir(source)).filter((file) => file.endsWith('.json'));
  if (files.length === 0) throw new Error(`There are no starter entries in ${source}`);
  await Promise.all(files.map((file) => cp(join(source, file), join(output, 'main/starter', file))));
}

const started = performance.now();
try {
  await Promise.all([
    build(mainConfig()).then(copyStarter),
    build(preloadConfig()),
    build(rendererConfig()).then(() => finishRenderer(join(output, 'renderer'))),
  ]);
  console.log(`Built into dist/ in ${((performance.now() - started) / 1000).toFixed(1)} s`);
} catch (caught) {
  console.error(`The build failed: ${caught instanceof Error ? caught.message : String(caught)}`);
  process.exitCode = 1;
}

#!/usr/bin/env node
// The command line's entry for whatever Node it is started with: this file is plain JavaScript that old versions read,
// and it goes on with Node 24, which npm brings along and which runs the TypeScript sources as they are.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const oldestNode = 24;

if (Number(process.versions.node.split('.')[0]) >= oldestNode) {
  module.enableCompileCache();
  // Threads look for it in the environment, and stripping types again would take each of them time and memory.
  const cache = module.getCompileCacheDir();
  if (cache !== undefined) process.env['NODE_COMPILE_CACHE'] ??= dirname(cache);
  const { run } = await import('./run.ts');
  process.exitCode = await run(process.argv.slice(2));
} else {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const node = fileURLToPath(new URL(`../node_modules/node/bin/${name}`, import.meta.url));
  if (existsSync(node)) {
    const script = fileURLToPath(import.meta.url);
    const child = spawn(node, [script, ...process.argv.slice(2)], { stdio: 'inherit' });
    // Ctrl+C reaches the whole group; this one stays until the command has ended as it sees fit.
    for (const signal of ['SIGINT', 'SIGTERM'])
      process.on(signal, () => signal === 'SIGTERM' && child.kill(signal));
    const [code] = await once(child, 'exit');
    process.exitCode = code ?? 1;
  } else {
    process.stderr.write(
      `kb needs Node ${oldestNode} or newer, and this is Node ${process.versions.node}. ` +
        'Run npm install in the project first: it brings Node 24 with it. Nothing was opened.\n',
    );
    process.exitCode = 1;
  }
}

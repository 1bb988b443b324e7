import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The database `postgres` of the server that this test run started, as its superuser. A test file creates its own database. */
    postgresUrl: string;
  }
}

/** Vitest's global setup: one PostgreSQL server for all tests of a run. Returns what stops it and removes its data. */
export default async function startPostgresServer(project: TestProject): Promise<() => Promise<void>> {
  const program = fileURLToPath(new URL('postgres-process.ts', import.meta.url));
  // Detached, so that Ctrl+C reaches the tests first and the server stops after them.
  const server = spawn(process.execPath, [program], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    windowsHide: true,
  });
  let complaint = '';
  server.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const closed = once(server, 'close');
  const line = createInterface(server.stdout)[Symbol.asyncIterator]().next();
  const { value: url, done } = await line;
  if (done) {
    await closed;
    throw new Error(complaint || 'The PostgreSQL server of the tests ended before it was ready.');
  }
  project.provide('postgresUrl', url);
  return async () => {
    server.stdin.end();
    await closed;
  };
}

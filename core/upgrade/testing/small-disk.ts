import { spawnSync } from 'node:child_process';
import { mkdirSync, statfsSync } from 'node:fs';

/** A disk of a given size in memory, mounted at a folder of its own. */
export class SmallDisk {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Mounts one. Returns why that cannot be done, where it cannot: it takes Linux and its superuser. */
  static mount(folder: string, bytes: number): SmallDisk | string {
    if (process.platform !== 'linux') return 'a disk of a given size can be mounted on Linux only';
    mkdirSync(folder, { recursive: true });
    const problem = run('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=755`, 'tmpfs', folder]);
    return problem ?? new SmallDisk(folder);
  }

  /** For one that was left behind. Where there is none, nothing is done. */
  static unmountIfMounted(folder: string): void {
    run('umount', ['--quiet', folder]);
  }

  resize(bytes: number): void {
    orThrow(run('mount', ['-o', `remount,size=${bytes}`, this.folder]));
  }

  setReadOnly(readOnly: boolean): void {
    orThrow(run('mount', ['-o', readOnly ? 'remount,ro' : 'remount,rw', this.folder]));
  }

  usedBytes(): number {
    const { blocks, bfree, bsize } = statfsSync(this.folder);
    return (blocks - bfree) * bsize;
  }

  unmount(): void {
    orThrow(run('umount', [this.folder]));
  }
}

/** Returns what went wrong; undefined where nothing did. */
function run(program: string, args: readonly string[]): string | undefined {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (error !== undefined) return error.message;
  return status === 0 ? undefined : `${program}: ${stderr.trim()}`;
}

function orThrow(problem: string | undefined): void {
  if (problem !== undefined) throw new Error(problem);
}

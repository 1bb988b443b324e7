import type { LoadProgress } from '../core/store/knowledge-base.ts';
import type { GlobalOptions } from './global-options.ts';

const width = 24;

/** Shows progress on one line of a terminal; prints nothing where stderr is none, or with `--quiet`. */
export function progressBar(title: string, options: GlobalOptions): (progress: LoadProgress) => void {
  if (!hasProgress(options)) return () => undefined;
  return ({ done, total }) => {
    process.stderr.write(`\r${title} ${bar(done, total)}`);
    if (done >= total) process.stderr.write('\n');
  };
}

/** Whether there is a terminal on which progress is wanted. */
export function hasProgress(options: GlobalOptions): boolean {
  return process.stderr.isTTY && !options.quiet;
}

/** `██████░░░░ 1,200/2,000` */
export function bar(done: number, total: number): string {
  const filled = total === 0 ? width : Math.min(width, Math.round((done / total) * width));
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done.toLocaleString('en')}/${total.toLocaleString('en')}`;
}

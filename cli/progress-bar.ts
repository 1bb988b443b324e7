import type { LoadProgress } from '../core/store/knowledge-base.ts';
import type { GlobalOptions } from './global-options.ts';

const width = 24;

/** Shows progress on one line of a terminal; prints nothing where stderr is none, or with `--quiet`. */
export function progressBar(title: string, options: GlobalOptions): (progress: LoadProgress) => void {
  if (!process.stderr.isTTY || options.quiet) return () => undefined;
  return ({ done, total }) => {
    const filled = total === 0 ? width : Math.round((done / total) * width);
    const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
    process.stderr.write(`\r${title} ${bar} ${done.toLocaleString('en')}/${total.toLocaleString('en')}`);
    if (done >= total) process.stderr.write('\n');
  };
}

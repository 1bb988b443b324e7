import type { TransferProgress } from '../core/transfer/transfer-types.ts';
import type { GlobalOptions } from './global-options.ts';
import { bar, hasProgress } from './progress-bar.ts';

type Phase = TransferProgress['phase'];

const phaseNames = {
  looking: 'Looking',
  'backing-up': 'Backing up',
  reading: null,
  writing: null,
  finishing: 'Writing it to the disk',
} as const satisfies Record<Phase, string | null>;

/** Between two drawings, in ms: a terminal need not be told more often. */
const drawEveryMs = 100;
/** Before so long has passed, in ms, a rate says nothing. */
const rateAfterMs = 1_000;

/** Shows on one line of a terminal how far an export or an import is: how much of it, how fast, and how long it still takes. */
export class TransferProgressLine {
  readonly #shown: boolean;
  readonly #work: string;
  #phase: Phase | null = null;
  #startedAt = 0;
  #drawnAt = 0;

  /** `work` is what the phases are called that have no name of their own: `Exporting`. */
  constructor(options: GlobalOptions, work: string) {
    this.#shown = hasProgress(options);
    this.#work = work;
  }

  readonly show = (progress: TransferProgress): void => {
    if (!this.#shown) return;
    const now = performance.now();
    const isNewPhase = progress.phase !== this.#phase;
    if (isNewPhase) {
      this.#phase = progress.phase;
      this.#startedAt = now;
    } else if (now - this.#drawnAt < drawEveryMs) return;
    this.#drawnAt = now;
    const parts = [
      phaseNames[progress.phase] ?? this.#work,
      ...describeProgress(progress, now - this.#startedAt),
    ];
    // A line that wraps could not be written over.
    process.stderr.write(`\r\u001B[K${parts.join('  ').slice(0, (process.stderr.columns || 80) - 1)}`);
  };

  /** Clears the line. */
  end(): void {
    if (this.#shown) process.stderr.write('\r\u001B[K');
  }
}

/** The bar, the rate and the time left of one phase that has run for `elapsedMs`; what is not known yet is left out. */
export function describeProgress(
  { done, total, unit, records }: TransferProgress,
  elapsedMs: number,
): readonly string[] {
  const counted = unit === 'records' ? done : records;
  const parts: string[] = [];
  if (total > 0) {
    const share = Math.min(1, done / total);
    parts.push(unit === 'records' ? bar(done, total) : `${bar(done, total).split(' ')[0]} ${percent(share)}`);
  }
  if (unit === 'bytes' || total === 0) {
    if (counted > 0) parts.push(`${counted.toLocaleString('en')} records`);
  }
  if (elapsedMs < rateAfterMs) return parts;
  if (counted > 0) parts.push(`${Math.round(counted / (elapsedMs / 1_000)).toLocaleString('en')}/s`);
  if (total > 0 && done > 0 && done < total) {
    parts.push(`${clock((elapsedMs * (total - done)) / done)} left`);
  }
  return parts;
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}

/** `1:05` for 65 seconds. */
function clock(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

import type { Work } from '../../preload/api.ts';
import { countOf, formatNumber, formatSeconds, formatSize } from '../parts/format.ts';

/** Too early to say how fast the work goes, in milliseconds. */
const unsettled = 1_000;

type Counted = Pick<Work, 'done' | 'total' | 'startedAt'> & Partial<Pick<Work, 'bytes'>>;

/** How far work is, in words: `Step 2 of 5: backing up · 120 of 214 · 60 per second · 2 s left`. `now` is in milliseconds. */
export function workProgress({ step, ...work }: Counted & Pick<Work, 'step'>, now: number): string {
  const words = countWords(work, now, step === null);
  return [step, words].filter(Boolean).join(' · ');
}

function countWords(work: Counted, now: number, alone: boolean): string {
  if (work.total === 0) return alone ? 'starting' : '';
  const records = work.bytes?.records;
  const count =
    records === undefined
      ? `${formatNumber(work.done)} of ${formatNumber(work.total)}`
      : `${countOf(records, 'record', 'records')} · ${formatSize(work.done)} of ${formatSize(work.total)}`;
  const elapsed = now - work.startedAt;
  if (elapsed < unsettled || work.done === 0) return count;
  const left = ((work.total - work.done) * elapsed) / work.done / 1000;
  const perSecond = ((records ?? work.done) * 1000) / elapsed;
  const rate = perSecond >= 10 ? formatNumber(Math.round(perSecond)) : perSecond.toFixed(1);
  return `${count} · ${rate} per second · ${formatSeconds(left)} left`;
}

import type { Work } from '../../preload/api.ts';
import { formatNumber, formatSeconds } from '../parts/format.ts';

/** Too early to say how fast the work goes, in milliseconds. */
const unsettled = 1_000;

/** How far work is, in words: `Step 2 of 5: backing up · 120 of 214 · 60 per second · 2 s left`. `now` is in milliseconds. */
export function workProgress(
  { step, ...work }: Pick<Work, 'step' | 'done' | 'total' | 'startedAt'>,
  now: number,
): string {
  const words = countWords(work, now, step === null);
  return [step, words].filter(Boolean).join(' · ');
}

function countWords(work: Pick<Work, 'done' | 'total' | 'startedAt'>, now: number, alone: boolean): string {
  if (work.total === 0) return alone ? 'starting' : '';
  const count = `${formatNumber(work.done)} of ${formatNumber(work.total)}`;
  const elapsed = now - work.startedAt;
  if (elapsed < unsettled || work.done === 0) return count;
  const perSecond = (work.done * 1000) / elapsed;
  const left = (work.total - work.done) / perSecond;
  const rate = perSecond >= 10 ? formatNumber(Math.round(perSecond)) : perSecond.toFixed(1);
  return `${count} · ${rate} per second · ${formatSeconds(left)} left`;
}

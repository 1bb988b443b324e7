import type { Work } from '../../preload/api.ts';
import { formatNumber, formatSeconds } from '../parts/format.ts';

/** Too early to say how fast the work goes, in milliseconds. */
const unsettled = 1_000;

/** How far work is, in words: `120 of 214 · 60 per second · 2 s left`. `now` is in milliseconds. */
export function workProgress(work: Pick<Work, 'done' | 'total' | 'startedAt'>, now: number): string {
  const count = work.total === 0 ? 'starting' : `${formatNumber(work.done)} of ${formatNumber(work.total)}`;
  const elapsed = now - work.startedAt;
  if (elapsed < unsettled || work.done === 0) return count;
  const perSecond = (work.done * 1000) / elapsed;
  const left = (work.total - work.done) / perSecond;
  const rate = perSecond >= 10 ? formatNumber(Math.round(perSecond)) : perSecond.toFixed(1);
  return `${count} · ${rate} per second · ${formatSeconds(left)} left`;
}

import type { RejectedRecord } from '../../preload/api.ts';
import { formatNumber } from '../parts/format.ts';

/** Bad records as text for whoever mends the file, a line each. */
export function rejectedAsText(rejected: readonly RejectedRecord[], total: number): string {
  const lines = rejected.map(({ record, where, title, reason }) => {
    const place = where === null ? '' : ` (${where})`;
    return `Record ${record}${place}: ${title === null ? '' : `“${title}”: `}${reason}`;
  });
  const more = total - rejected.length;
  return [...lines, ...(more > 0 ? [`… and ${formatNumber(more)} more`] : [])].join('\n');
}

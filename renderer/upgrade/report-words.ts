import type { UpgradeReport } from '../../preload/api.ts';
import { schemaNumber } from '../shell/places.ts';

/** What a report comes to, in a line: first of all whether the knowledge base is as it was. */
export function reportHeadline(report: UpgradeReport): string {
  const { failure, from, to, direction, rolledBack, restored } = report;
  if (failure === null) {
    if (from === to) return 'The upgrade was checked and rehearsed. Your knowledge base was not changed.';
    return direction === 'up'
      ? `Your knowledge base is at schema ${schemaNumber(to)} now`
      : `Your knowledge base is back at schema ${schemaNumber(to)}`;
  }
  if (restored) return 'Your knowledge base was restored from the backup';
  if (rolledBack && from === to) return 'Your knowledge base is as it was before';
  if (from === to) return 'Your knowledge base was not changed';
  return `Your knowledge base stands at schema ${schemaNumber(to)}`;
}

/** The whole report as text, for a message to whoever looks after the program. */
export function reportDetails(report: UpgradeReport): string {
  const { failure, from, to, summary, results, checklist, backup } = report;
  const lines = [
    `Abendbook: ${reportHeadline(report)}`,
    `From ${from} to ${to}`,
    ...(failure === null ? [] : [`${failure.message} ${failure.recovery} (${failure.kind})`]),
    ...summary,
    ...results.map(
      ({ version, success, durationMs, error }) =>
        `${version}: ${success ? 'done' : 'failed'} after ${durationMs} ms${error === null ? '' : `: ${error.message}`}`,
    ),
    ...checklist.map(({ name, ok, detail }) => `${name}: ${ok ? 'well' : 'not well'}: ${detail}`),
    ...(backup === null ? [] : [`Backup: ${backup.path} (SHA-256 ${backup.sha256})`]),
  ];
  return lines.join('\n');
}

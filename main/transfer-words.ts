import type { ExportReport, ImportReport, TransferProgress } from '../core/transfer/transfer-types.ts';
import type { Report } from './work.ts';

const count = (value: number, one: string, many: string): string =>
  `${value.toLocaleString('en')} ${value === 1 ? one : many}`;

/** What each phase does, in the words of the strip. Reading and writing go on at the same time. */
const phaseWords: Readonly<Record<'export' | 'import' | 'check', Record<TransferProgress['phase'], string>>> =
  {
    export: {
      looking: 'looking',
      'backing-up': 'backing up',
      reading: 'writing the file',
      writing: 'writing the file',
      finishing: 'finishing the file',
    },
    import: {
      looking: 'looking at the file',
      'backing-up': 'backing up',
      reading: 'bringing the entries in',
      writing: 'bringing the entries in',
      finishing: 'finishing',
    },
    check: {
      looking: 'looking at the file',
      'backing-up': 'backing up',
      reading: 'going through the file',
      writing: 'going through the file',
      finishing: 'finishing',
    },
  };

/** Passes the progress of an export, an import or its check on as that of work with named steps. */
export function tellProgress(
  kind: 'export' | 'import' | 'check',
  backsUp: boolean,
  report: Report,
): (progress: TransferProgress) => void {
  const words = phaseWords[kind];
  const phases = ['looking', ...(backsUp ? ['backing-up'] : []), 'writing', 'finishing'];
  return ({ phase, done, total, unit, records }) => {
    const step = phases.indexOf(phase === 'reading' ? 'writing' : phase) + 1;
    report(done, total, {
      words: `Step ${step} of ${phases.length}: ${words[phase]}`,
      cancellable: phase !== 'finishing',
      bytes: unit === 'bytes' ? { records } : null,
    });
  };
}

/** `467 entries were exported to /home/ann/knowledge.json.` */
export function describeExport({ path, counts }: Pick<ExportReport, 'path' | 'counts'>): string {
  const entries = counts['entries'] ?? 0;
  return `${count(entries, 'entry was', 'entries were')} exported to ${path}`;
}

/** `120 entries were added, 3 updated, 40 unchanged; 2 bad records were left out.` */
export function describeImport(
  report: Pick<ImportReport, 'added' | 'updated' | 'unchanged' | 'rejectedTotal' | 'removed'>,
): string {
  const { added, updated, unchanged, rejectedTotal, removed } = report;
  const first = removed === 0 ? '' : `${count(removed, 'entry was', 'entries were')} removed. `;
  const rest = [
    updated === 0 ? '' : `${updated.toLocaleString('en')} updated`,
    unchanged === 0 ? '' : `${unchanged.toLocaleString('en')} unchanged`,
  ].filter(Boolean);
  const bad =
    rejectedTotal === 0 ? '' : ` ${count(rejectedTotal, 'bad record was', 'bad records were')} left out.`;
  return `${first}${[count(added, 'entry was added', 'entries were added'), ...rest].join(', ')}.${bad}`;
}

/** What a check found, in a sentence. */
export function describeCheck(report: Pick<ImportReport, 'added' | 'updated' | 'rejectedTotal'>): string {
  const { added, updated, rejectedTotal } = report;
  const bad =
    rejectedTotal === 0 ? 'no record is bad' : count(rejectedTotal, 'record is bad', 'records are bad');
  return `Checked: ${added.toLocaleString('en')} would be added, ${updated.toLocaleString('en')} updated; ${bad}. Nothing was changed.`;
}

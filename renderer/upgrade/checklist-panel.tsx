import { CheckList } from './check-list.tsx';
import { inTheWay } from './wizard-path.ts';
import type { Prepared } from './wizard-path.ts';

/** What should be right before an upgrade, and whether it is. */
export function ChecklistPanel({ prepared: { checklist } }: { readonly prepared: Prepared }) {
  if (checklist === null) return <p>Looking at the file, its backups and the disk…</p>;
  const ready = inTheWay(checklist).length === 0;
  const lacksBackup = checklist.checks.some(({ name, ok }) => name === 'backup' && !ok);
  return (
    <>
      <p>
        {ready
          ? 'The upgrade can be prepared. Nothing has been changed, and nothing will be before the fifth step.'
          : 'Something should be put right first. Nothing has been changed.'}
      </p>
      <CheckList
        checks={checklist.checks}
        label="Checklist"
        {...(lacksBackup
          ? { comes: { name: 'backup', detail: 'There is none yet: the third step makes one.' } }
          : {})}
      />
    </>
  );
}

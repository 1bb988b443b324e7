import { CheckList } from './check-list.tsx';
import type { Prepared } from './wizard-path.ts';

/** What should be right before an upgrade, and whether it is. */
export function ChecklistPanel({ prepared: { checklist } }: { readonly prepared: Prepared }) {
  if (checklist === null) return <p>Looking at the file, its backups and the disk…</p>;
  return (
    <>
      <p>
        {checklist.ok
          ? 'All is well: the upgrade can be prepared. Nothing has been changed.'
          : 'Something should be put right first. Nothing has been changed.'}
      </p>
      <CheckList checks={checklist.checks} label="Checklist" />
    </>
  );
}

import { useEffect, useEffectEvent, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { entryLabel } from '../parts/format.ts';
import { isKeystroke, keystrokeLabel } from '../shell/keystroke.ts';
import { DiscardDialog } from './discard-dialog.tsx';
import type { DraftField } from './draft.ts';
import { isUnsaved, useDraft } from './draft-store.ts';
import type { Draft } from './draft-store.ts';
import styles from './editor-screen.module.css';
import { LabelFields } from './label-fields.tsx';
import { TextField } from './text-field.tsx';
import { TitleField } from './title-field.tsx';
import { validateDraft } from './validate-draft.ts';

const order: readonly DraftField[] = ['title', 'problem', 'solution', 'category', 'severity', 'tags'];

/** Where an entry is written or changed. */
export default function EditorScreen() {
  const { draft, startNew } = useDraft();
  if (!draft) {
    return (
      <main className={styles.nothing}>
        <h1>Nothing is being written</h1>
        <Button look="primary" autoFocus onPress={() => startNew()}>
          Write a new entry
        </Button>
      </main>
    );
  }
  return <Editor key={draft.target?.id ?? 'new'} draft={draft} />;
}

function Editor({ draft }: { readonly draft: Draft }) {
  const { saving, failure, change, save, discard } = useDraft();
  const [left, setLeft] = useState<ReadonlySet<DraftField>>(new Set());
  const [asking, setAsking] = useState(false);
  const { fields, target } = draft;
  const problems = validateDraft(fields);
  const problemOf = (field: DraftField): string | undefined => {
    if (failure?.field === field) return failure.message;
    return left.has(field) || fields[field].length > 0 ? problems[field] : undefined;
  };
  const leave = (field: DraftField) => setLeft((before) => new Set(before).add(field));
  const trySaving = () => {
    setLeft(new Set(order));
    const wrong = order.find((field) => problems[field] !== undefined);
    if (wrong === undefined) void save();
    else document.querySelector<HTMLElement>(`[data-field="${wrong}"] :is(input, textarea)`)?.focus();
  };
  const close = () => (isUnsaved(draft) ? setAsking(true) : discard());
  const handleKey = useEffectEvent((event: KeyboardEvent) => {
    if (asking || document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
    if (isKeystroke(event, 'Mod+S') || isKeystroke(event, 'Mod+Enter')) trySaving();
    else if (isKeystroke(event, 'Escape') && !event.defaultPrevented) close();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    window.addEventListener('keydown', handleKey);
    return () => window.removeEventListener('keydown', handleKey);
  }, []);
  return (
    <main className={styles.screen}>
      <header className={styles.header}>
        <h1>{target ? `Edit ${entryLabel(target.number)}` : 'New entry'}</h1>
        <div className={styles.buttons}>
          <Button look="quiet" onPress={close}>
            Cancel
          </Button>
          <Button look="primary" isDisabled={saving} onPress={trySaving}>
            Save <kbd>{keystrokeLabel('Mod+S')}</kbd>
          </Button>
        </div>
      </header>
      <div className={styles.body}>
        <div className={styles.form}>
          <div className={styles.texts}>
            {failure && !order.some((field) => field === failure.field) ? (
              <FailureNotice failure={failure} />
            ) : null}
            <TitleField
              value={fields.title}
              excludeId={target?.id ?? null}
              problem={problemOf('title')}
              onChange={(title) => change({ title })}
              onLeave={() => leave('title')}
            />
            <TextField
              label="Problem"
              field="problem"
              hint="What one sees, where, and the usual causes. Markdown works."
              value={fields.problem}
              problem={problemOf('problem')}
              onChange={(problem) => change({ problem })}
              onLeave={() => leave('problem')}
            />
            <TextField
              label="Solution"
              field="solution"
              hint="How to confirm the cause, then how to fix it, step by step."
              value={fields.solution}
              problem={problemOf('solution')}
              onChange={(solution) => change({ solution })}
              onLeave={() => leave('solution')}
            />
          </div>
          <LabelFields fields={fields} problemOf={problemOf} onChange={change} />
        </div>
      </div>
      {asking ? <DiscardDialog onKeep={() => setAsking(false)} onDiscard={discard} /> : null}
    </main>
  );
}

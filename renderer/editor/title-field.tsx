import { useEffect, useState } from 'react';
import type { EntryId, EntrySummary } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { entryLabel } from '../parts/format.ts';
import { openEntry } from '../search/open-entry.ts';
import styles from './title-field.module.css';

const pause = 250;
const shortest = 4;

interface TitleFieldProps {
  readonly value: string;
  readonly excludeId: EntryId | null;
  readonly problem: string | undefined;
  readonly onChange: (title: string) => void;
  readonly onLeave: () => void;
}

/** The title, with entries that may say the same already. */
export function TitleField({ value, excludeId, problem, onChange, onLeave }: TitleFieldProps) {
  const similar = useSimilarTitles(value, excludeId);
  return (
    <div data-field="title">
      <Field
        label="Title"
        problem={problem}
        hint="The code or message as it is in the log, then what it is in plain words."
      >
        {(links) => (
          <input
            {...links}
            autoFocus
            className={styles.title}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            onBlur={onLeave}
          />
        )}
      </Field>
      <div role="status">
        {similar.length > 0 ? (
          <div className={styles.similar}>
            <p>There may be an entry about this already. What you write here stays while you look.</p>
            <ul>
              {similar.map((entry) => (
                <li key={entry.id}>
                  <Button look="link" onPress={() => openEntry(entry.id)}>
                    {entryLabel(entry.number)}: {entry.title}
                  </Button>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </div>
  );
}

const mostShown = 3;

function useSimilarTitles(title: string, excludeId: EntryId | null): readonly EntrySummary[] {
  const [similar, setSimilar] = useState<readonly EntrySummary[]>([]);
  useEffect(() => {
    let overtaken = false;
    const look = async () => {
      const outcome =
        title.trim().length < shortest ? null : await ask('entries:similar-titles', { title, excludeId });
      if (!overtaken) setSimilar(outcome?.ok ? outcome.value.slice(0, mostShown) : []);
    };
    const timer = setTimeout(() => void look(), pause);
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [title, excludeId]);
  return similar;
}

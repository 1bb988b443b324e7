import { memo } from 'react';
import type { ImportPreview, MappedRecord } from '../../preload/api.ts';
import { exactTime } from '../parts/format.ts';
import { severities, SeverityMark } from '../parts/severity-mark.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import styles from './preview-list.module.css';

/** Records as the entries that they will be, what is wrong beneath the field that it is about. */
export function PreviewList({ records }: { readonly records: ImportPreview['first'] }) {
  return (
    <ol className={styles.list} aria-label="The first entries as they will be">
      {records.map((record) => (
        <PreviewCard key={record.record} record={record} />
      ))}
    </ol>
  );
}

const PreviewCard = memo(function PreviewCard({ record }: { readonly record: MappedRecord }) {
  const { entry } = record;
  const severity = severities.find((known) => known === entry.severity);
  const times = [
    entry.createdAt === undefined ? '' : `written ${exactTime(entry.createdAt)}`,
    entry.updatedAt === undefined ? '' : `changed ${exactTime(entry.updatedAt)}`,
    entry.author === undefined ? '' : `by ${entry.author}`,
    entry.archived === true ? 'archived' : '',
  ].filter(Boolean);
  const also = Object.keys(entry.metadata ?? {});
  return (
    <li className={styles.card}>
      <p className={styles.title}>{entry.title ?? <span className={styles.none}>no title</span>}</p>
      <Problems record={record} of="title" />
      <p className={styles.labels}>
        {severity === undefined ? null : <SeverityMark severity={severity} showWord />}
        {entry.category === undefined ? null : <span>{entry.category}</span>}
        {entry.tags?.map((tag) => (
          <span key={tag} className={styles.tag}>
            {tag}
          </span>
        ))}
      </p>
      <Problems record={record} of="category" />
      <Problems record={record} of="severity" />
      <Problems record={record} of="tags" />
      <Text name="Problem" text={entry.problem} />
      <Problems record={record} of="problem" />
      <Text name="Solution" text={entry.solution} />
      <Problems record={record} of="solution" />
      {times.length === 0 ? null : <p className={styles.faint}>{times.join(' · ')}</p>}
      {also.length === 0 ? null : <p className={styles.faint}>also kept: {also.join(', ')}</p>}
      <Problems record={record} of={null} />
    </li>
  );
});

function Text({ name, text }: { readonly name: string; readonly text: string | undefined }) {
  return (
    <div className={styles.field}>
      <span className={styles.name}>{name}</span>
      {text === undefined ? (
        <p className={styles.none}>nothing</p>
      ) : (
        <p className={styles.text}>{withoutBlankLines(text)}</p>
      )}
    </div>
  );
}

const withPlace = new Set<string | null>(['title', 'category', 'severity', 'tags', 'problem', 'solution']);

/** What is wrong with one field; `null` stands for the record as a whole and for fields that have no line of their own. */
function Problems({ record, of }: { readonly record: MappedRecord; readonly of: string | null }) {
  const own = record.problems.filter(({ field }) => (of === null ? !withPlace.has(field) : field === of));
  return own.map(({ reason }) => (
    <p key={reason} className={styles.problem}>
      <StateMark state="bad" word="Problem:" />
      {reason}
    </p>
  ));
}

/** The little room is for words. */
function withoutBlankLines(text: string): string {
  return text.replaceAll(/\n\s*\n/gu, '\n');
}

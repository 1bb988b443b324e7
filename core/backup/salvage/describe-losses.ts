import { entryLabel } from '../../entries/entry.ts';
import { counted } from '../../upgrade/in-words.ts';
import type { Orphans } from './lost-parents.ts';
import type { StrayRows } from './read-stray-pages.ts';
import type { SourceTable } from './source-tables.ts';

/** So many entries are named; of more it is said how many they are. */
const mostNamed = 20;

interface Losses {
  readonly tables: readonly SourceTable[];
  readonly stray: StrayRows;
  readonly orphans: readonly Orphans[];
  /** Numbers of entries. */
  readonly lost: readonly number[];
  readonly revived: readonly number[];
}

/** What is missing in the new file, or may not be as it was, in sentences. */
export function describeLosses({ tables, stray, orphans, lost, revived }: Losses): readonly string[] {
  return [
    ...entriesNamed(lost, 'is lost', 'are lost'),
    ...entriesNamed(
      revived,
      'is as it was before its last change: what came after is lost',
      'are as they were before their last change: what came after is lost',
    ),
    ...withoutBeginning(tables.filter(({ root }) => root === null)),
    ...tables.filter(({ whole, root }) => !whole && root !== null).map(describeTableLoss),
    ...orphans.flatMap(describeOrphans),
    ...rowsFound(stray.lost, 'on pages that nothing led to any more'),
    ...rowsFound(stray.logged, 'behind the damaged place of the write-ahead log'),
    ...rowsFound(stray.free, 'only on pages that were no longer in use, and may be older than what is lost'),
  ];
}

function entriesNamed(numbers: readonly number[], one: string, several: string): readonly string[] {
  if (numbers.length === 0) return [];
  const named = numbers.toSorted((first, second) => first - second).map(entryLabel);
  const rest = named.length - mostNamed;
  const list =
    named.slice(0, mostNamed).join(', ') + (rest > 0 ? ` and ${rest.toLocaleString('en')} more` : '');
  return [`${counted(numbers.length, 'entry', 'entries')} ${numbers.length === 1 ? one : several}: ${list}.`];
}

function withoutBeginning(tables: readonly SourceTable[]): readonly string[] {
  if (tables.length === 0) return [];
  const names = tables.map(({ name }) => name).join(', ');
  return [`Where these tables begin is lost, and their rows were known by what is in them: ${names}.`];
}

function describeTableLoss({ name, damagedPages, writer }: SourceTable): string {
  const why = [
    ...(damagedPages > 0 ? [`${counted(damagedPages, 'place')} of it cannot be read`] : []),
    ...(writer.refused > 0 ? [`${counted(writer.refused, 'row')} of it no longer make sense`] : []),
  ];
  return `The table ${name} may not be whole${why.length === 0 ? '' : `: ${why.join(', ')}`}.`;
}

function describeOrphans({ table, parent, left, emptied }: Orphans): readonly string[] {
  return [
    ...(left > 0
      ? [
          `${counted(left, 'row')} of ${table} ${left === 1 ? 'was' : 'were'} left out: what ${left === 1 ? 'it belongs' : 'they belong'} to in ${parent} is lost.`,
        ]
      : []),
    ...(emptied > 0
      ? [
          `${counted(emptied, 'row')} of ${table} no longer ${emptied === 1 ? 'names its' : 'name their'} row of ${parent}, which is lost.`,
        ]
      : []),
  ];
}

function rowsFound(count: number, where: string): readonly string[] {
  return count === 0 ? [] : [`${counted(count, 'row was', 'rows were')} found ${where}.`];
}

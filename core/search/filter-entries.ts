import { sql, type ExpressionBuilder, type Expression, type SqlBool } from 'kysely';
import type { Schema } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { toFts, toTsquery, type MatchExpression } from './match-expression.ts';
import type { QueryFilters, TimeRange } from './query/query.ts';

type EntryExpressions = ExpressionBuilder<Schema, 'kb_entries'>;
type Condition = Expression<SqlBool>;

/** Whether the index finds an entry. The one place where the engines' query languages are spoken. */
export function indexFinds(store: Store, expression: MatchExpression): Condition {
  return store.engine === 'sqlite'
    ? sql<SqlBool>`kb_entries.number in (select rowid from kb_search where kb_search match ${toFts(expression)})`
    : sql<SqlBool>`kb_entries.number in (select entry_number from kb_search where terms @@ ${toTsquery(expression)}::tsquery)`;
}

/** The conditions on an entry that the filters set, for a query on `kb_entries`. */
export function filterConditions(
  eb: EntryExpressions,
  filters: QueryFilters,
  includeArchived: boolean,
): readonly Condition[] {
  const conditions: Condition[] = [];
  if (filters.onlyArchived) conditions.push(eb('archived', '=', 1));
  else if (!includeArchived) conditions.push(eb('archived', '=', 0));
  if (filters.categories.length > 0) conditions.push(eb('category_key', 'in', filters.categories));
  if (filters.notCategories.length > 0) conditions.push(eb('category_key', 'not in', filters.notCategories));
  if (filters.severities.length > 0) conditions.push(eb('severity', 'in', filters.severities));
  if (filters.notSeverities.length > 0) conditions.push(eb('severity', 'not in', filters.notSeverities));
  for (const tag of filters.tags) conditions.push(hasTag(eb, tag));
  for (const tag of filters.notTags) conditions.push(eb.not(hasTag(eb, tag)));
  if (filters.authors.length > 0) {
    conditions.push(
      eb.or(filters.authors.map((author) => eb(eb.fn<string>('lower', ['author']), '=', author))),
    );
  }
  for (const range of filters.created) conditions.push(...within(eb, 'created_at', range));
  for (const range of filters.updated) conditions.push(...within(eb, 'updated_at', range));
  return conditions;
}

function hasTag(eb: EntryExpressions, key: string): Condition {
  return eb('number', 'in', eb.selectFrom('kb_tags').select('entry_number').where('tag_key', '=', key));
}

function within(
  eb: EntryExpressions,
  column: 'created_at' | 'updated_at',
  range: TimeRange,
): readonly Condition[] {
  const conditions: Condition[] = [];
  if (range.from !== null) conditions.push(eb(column, '>=', range.from));
  if (range.until !== null) conditions.push(eb(column, '<', range.until));
  return conditions;
}

import { useEffect } from 'react';
import type { FacetValue } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { Checkbox } from '../parts/checkbox.tsx';
import { formatNumber } from '../parts/format.ts';
import { Icon } from '../parts/icon.tsx';
import { severities, SeverityMark } from '../parts/severity-mark.tsx';
import { focusPart } from '../shell/focus-parts.ts';
import styles from './facets-panel.module.css';
import { useFacets } from './facets-store.ts';
import {
  countFilters,
  facetFields,
  hasFilter,
  splitQuery,
  toggleFilter,
  withoutFilters,
} from './query-text.ts';
import type { FacetField } from './query-text.ts';
import { searchInstead } from './search-instead.ts';
import { useSearch } from './search-store.ts';

const pause = 120;
const mostShown = 40;
const names = { category: 'Category', severity: 'Severity', tag: 'Tags' } satisfies Record<
  FacetField,
  string
>;

/** The categories, severities and tags of what is found. Ticking one writes it into the search box, which is the one truth. */
export function FacetsPanel() {
  const { text, includeArchived, setText, page } = useSearch();
  const { facets, refresh, hide } = useFacets();
  useEffect(() => {
    const timer = setTimeout(() => void refresh(text, includeArchived), pause);
    return () => clearTimeout(timer);
  }, [text, includeArchived, page, refresh]);
  const close = () => {
    hide();
    focusPart('box');
  };
  return (
    <aside
      id="filters"
      aria-label="Filters"
      className={styles.panel}
      onKeyDown={(event) => (event.key === 'Escape' ? close() : undefined)}
    >
      <header className={styles.header}>
        <h2>Filters</h2>
        <Button look="icon" aria-label="Hide filters" onPress={close}>
          <Icon name="close" />
        </Button>
      </header>
      {countFilters(text) > 0 ? (
        <Button onPress={() => searchInstead(withoutFilters(text))}>Clear filters</Button>
      ) : null}
      {facetFields.map((field) => (
        <fieldset key={field} className={styles.field}>
          <legend>{names[field]}</legend>
          {shownValues(field, text, facets?.[field] ?? []).map(({ value, count }) => (
            <Checkbox
              key={value}
              isSelected={hasFilter(text, field, value)}
              onChange={() => setText(toggleFilter(text, field, value))}
            >
              <span className={styles.value}>{valueName(field, value)}</span>
              <span className={styles.count}>{facets ? formatNumber(count) : ''}</span>
            </Checkbox>
          ))}
        </fieldset>
      ))}
    </aside>
  );
}

function valueName(field: FacetField, value: string) {
  const severity = field === 'severity' ? severities.find((known) => known === value) : undefined;
  return severity ? <SeverityMark severity={severity} showWord /> : value;
}

/** What is ticked is shown even where nothing has it any more, so that it can be taken out. */
function shownValues(field: FacetField, query: string, values: readonly FacetValue[]): readonly FacetValue[] {
  const known = new Set(values.map(({ value }) => value.toLowerCase()));
  const ticked = splitQuery(query).filter(
    (word) => word.field === field && !word.negated && word.value !== '',
  );
  const missing = new Set(
    ticked.map((word) => word.value).filter((value) => !known.has(value.toLowerCase())),
  );
  const ordered = field === 'severity' ? bySeverity(values) : values.slice(0, mostShown);
  const gone = field === 'severity' ? [] : [...missing].map((value) => ({ value, count: 0 }));
  return [...gone, ...ordered];
}

function bySeverity(values: readonly FacetValue[]): readonly FacetValue[] {
  return severities
    .toReversed()
    .map((value) => values.find((facet) => facet.value === value) ?? { value, count: 0 });
}

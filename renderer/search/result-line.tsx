import { Button } from '../parts/button.tsx';
import { countOf, formatNumber } from '../parts/format.ts';
import { SelectionBar } from './selection-bar.tsx';
import styles from './result-line.module.css';
import { searchInstead } from './search-instead.ts';
import { useSearch } from './search-store.ts';

/** How much was found and what is to be said about it, in one line above the list that screen readers announce. */
export function ResultLine({ shown }: { readonly shown: number }) {
  const page = useSearch((state) => state.page);
  const heading = shown > 0 ? 'Recently opened or changed' : '';
  return (
    <div className={styles.line}>
      <p role="status" className={styles.count}>
        {page ? countFound(page.total, page.totalIsExact) : heading}
        {page?.relaxed && page.total > 0 ? (
          <span className={styles.note}> Nothing has all of these words. These have some of them.</span>
        ) : null}
        {page?.notes.map((note) => (
          <span key={note} className={styles.ownLine}>
            {` ${note}`}
          </span>
        ))}
      </p>
      {page?.didYouMean ? (
        <span className={styles.note}>
          Did you mean{' '}
          <Button look="link" onPress={() => searchInstead(page.didYouMean ?? '')}>
            {page.didYouMean}
          </Button>
          ?
        </span>
      ) : null}
      <SelectionBar />
    </div>
  );
}

function countFound(total: number, isExact: boolean): string {
  if (total === 0) return 'No results';
  return isExact ? countOf(total, 'result', 'results') : `${formatNumber(total)}+ results`;
}

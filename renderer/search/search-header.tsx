import { useEffect, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Checkbox } from '../parts/checkbox.tsx';
import { classNames } from '../parts/class-names.ts';
import { Icon } from '../parts/icon.tsx';
import { Button } from '../parts/button.tsx';
import { focusPart, focusPartByDefault, partIds } from '../shell/focus-parts.ts';
import { ariaKeystroke, isKeystroke, keystrokeLabel } from '../shell/keystroke.ts';
import { completionsFor } from './completion.ts';
import type { Completion } from './completion.ts';
import { CompletionHint } from './completion-hint.tsx';
import { useFacets } from './facets-store.ts';
import { asMovementKey } from './list-movement.ts';
import { countFilters } from './query-text.ts';
import { rowElementId } from './row-element-id.ts';
import { useSearch } from './search-store.ts';
import styles from './search-header.module.css';
import type { ListCursor } from './use-list-cursor.ts';
import { useVocabulary } from './vocabulary-store.ts';

/** The search box. Its arrow keys move the cursor of the list, Enter opens the entry, Tab takes a completion that is shown. */
export function SearchHeader({ cursor }: { readonly cursor: ListCursor }) {
  const { text, includeArchived, searching, setText, setIncludeArchived, openSelected, failure } =
    useSearch();
  const filtersShown = useFacets((state) => state.shown);
  const vocabulary = useVocabulary();
  const [refusedFor, setRefusedFor] = useState<string | null>(null);
  const completions = refusedFor === text ? [] : completionsFor(text, vocabulary);

  useEffect(() => focusPartByDefault('box'), []);
  const take = (completion: Completion) => {
    setText(text.slice(0, completion.start) + completion.text);
    focusBoxAtEnd();
  };
  const handleKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const first = completions[0];
    if (first && isKeystroke(event, 'Tab')) {
      event.preventDefault();
      take(first);
    } else if (isKeystroke(event, 'Escape')) {
      event.preventDefault();
      if (first) setRefusedFor(text);
      else setText('');
    } else if (isKeystroke(event, 'Enter')) {
      event.preventDefault();
      openSelected(cursor.rows[cursor.index]?.id ?? null);
    } else {
      const movement = asMovementKey(event.key);
      if (movement === null || event.shiftKey || event.altKey || editsText(event)) return;
      event.preventDefault();
      cursor.move(movement);
    }
  };

  const filters = countFilters(text);
  const listShown = cursor.rows.length > 0 && failure === null;
  return (
    <search className={styles.header}>
      <div className={styles.box}>
        <span className={classNames(styles.glass, searching && styles.busy)}>
          <Icon name="search" />
        </span>
        <input
          id={partIds.box}
          className={styles.input}
          type="search"
          aria-label="Search"
          aria-controls={listShown ? partIds.list : undefined}
          aria-activedescendant={!listShown || cursor.index === -1 ? undefined : rowElementId(cursor.index)}
          aria-keyshortcuts={ariaKeystroke('Mod+K')}
          aria-describedby={completions.length > 0 ? 'completion-hint' : undefined}
          placeholder="A code, a message, a few words"
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={handleKey}
          onBlur={() => useSearch.setState({ openWhenFound: false })}
        />
        {text === '' ? <kbd className={styles.keys}>{keystrokeLabel('Mod+K')}</kbd> : null}
        {text !== '' ? (
          <Button
            look="icon"
            aria-label="Clear the search"
            onPress={() => {
              setText('');
              focusPart('box');
            }}
          >
            <Icon name="close" />
          </Button>
        ) : null}
        <CompletionHint completions={completions} onTake={take} />
      </div>
      <Checkbox isSelected={includeArchived} onChange={setIncludeArchived}>
        Include archived
      </Checkbox>
      <Button
        aria-expanded={filtersShown}
        aria-controls="filters"
        onPress={() => useFacets.getState().toggleShown()}
      >
        <Icon name="filter" />
        {filters === 0 ? 'Filters' : `Filters (${filters})`}
      </Button>
    </search>
  );
}

/** Home and End belong to the text while the cursor in it is not at its end. */
function editsText(event: KeyboardEvent<HTMLInputElement>): boolean {
  if (event.key !== 'Home' && event.key !== 'End') return false;
  const { selectionStart, selectionEnd, value } = event.currentTarget;
  return selectionStart !== value.length || selectionEnd !== value.length;
}

function focusBoxAtEnd(): void {
  requestAnimationFrame(() => {
    const box = document.getElementById(partIds.box);
    if (!(box instanceof HTMLInputElement)) return;
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  });
}

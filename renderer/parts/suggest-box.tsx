import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { classNames } from './class-names.ts';
import { Field } from './field.tsx';
import { narrowSuggestions } from './narrow-suggestions.ts';
import styles from './suggest-box.module.css';

interface SuggestBoxProps {
  readonly label: string;
  readonly value: string;
  readonly suggestions: readonly string[];
  readonly problem: string | undefined;
  readonly hint: string;
  readonly placeholder: string;
  readonly onChange: (value: string) => void;
  /** A suggestion was taken. */
  readonly onChoose: (value: string) => void;
  /** Enter was pressed with no suggestion marked, or the box was left. */
  readonly onFinish?: (how: 'enter' | 'blur') => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** A text box that proposes values below it while one types. Any text may be typed; ↓ and Enter take a proposal, Esc puts them away. */
export function SuggestBox(props: SuggestBoxProps) {
  const { label, value, suggestions, problem, hint, placeholder, onChange, onChoose, onFinish, onKeyDown } =
    props;
  const [open, setOpen] = useState(false);
  const [marked, setMarked] = useState(-1);
  const shown = open ? narrowSuggestions(suggestions, value) : [];
  const expanded = shown.length > 0;

  const close = () => {
    setOpen(false);
    setMarked(-1);
  };
  const choose = (suggestion: string) => {
    onChoose(suggestion);
    close();
  };
  const mark = (index: number, listId: string) => {
    setOpen(true);
    setMarked(index);
    document.getElementById(`${listId}-${index}`)?.scrollIntoView({ block: 'nearest' });
  };
  const handleKey = (event: KeyboardEvent<HTMLInputElement>, listId: string) => {
    const suggestion = shown[marked];
    if (event.key === 'ArrowDown') mark(Math.min(marked + 1, Math.max(shown.length - 1, 0)), listId);
    else if (event.key === 'ArrowUp') mark(Math.max(marked - 1, -1), listId);
    else if (event.key === 'Escape' && expanded) close();
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      if (suggestion === undefined) onFinish?.('enter');
      else choose(suggestion);
    } else {
      onKeyDown?.(event);
      return;
    }
    event.preventDefault();
  };
  return (
    <Field label={label} problem={problem} hint={hint}>
      {(links) => {
        const listId = `${links.id}-suggestions`;
        return (
          <div className={styles.box}>
            <input
              {...links}
              role="combobox"
              aria-autocomplete="list"
              aria-expanded={expanded}
              aria-controls={expanded ? listId : undefined}
              aria-activedescendant={shown[marked] === undefined ? undefined : `${listId}-${marked}`}
              autoComplete="off"
              placeholder={placeholder}
              value={value}
              onClick={() => setOpen(true)}
              onChange={(event) => {
                onChange(event.target.value);
                setOpen(event.target.value.trim() !== '');
                setMarked(-1);
              }}
              onBlur={() => {
                close();
                onFinish?.('blur');
              }}
              onKeyDown={(event) => handleKey(event, listId)}
            />
            {expanded ? (
              <ul id={listId} role="listbox" aria-label={`${label}: in use`} className={styles.list}>
                {shown.map((suggestion, index) => (
                  <li
                    key={suggestion}
                    id={`${listId}-${index}`}
                    role="option"
                    aria-selected={index === marked}
                    className={classNames(styles.option, index === marked && styles.marked)}
                    // Keeps the focus in the box.
                    onPointerDown={(event) => event.preventDefault()}
                    onClick={() => choose(suggestion)}
                  >
                    {suggestion}
                  </li>
                ))}
              </ul>
            ) : null}
          </div>
        );
      }}
    </Field>
  );
}

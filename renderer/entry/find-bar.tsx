import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Button } from '../parts/button.tsx';
import { countOf } from '../parts/format.ts';
import { Icon } from '../parts/icon.tsx';
import { focusPart, partIds } from '../shell/focus-parts.ts';
import { useEntry } from './entry-store.ts';
import styles from './find-bar.module.css';
import { clearFound, findRanges, markFound } from './find-ranges.ts';
import { useFindInEntry } from './find-store.ts';

/** Finds text within the entry that is shown. Enter goes to the next place, Shift+Enter to the one before, Esc closes. */
export function FindBar() {
  const { text, asked, setText, hide } = useFindInEntry();
  const entry = useEntry((state) => state.entry);
  const box = useRef<HTMLInputElement>(null);
  const [ranges, setRanges] = useState<readonly Range[]>([]);
  const [current, setCurrent] = useState(0);

  useEffect(() => box.current?.select(), [asked]);
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const detail = document.getElementById(partIds.detail);
      setRanges(detail ? findRanges(detail, text) : []);
      setCurrent(0);
    });
    return () => cancelAnimationFrame(frame);
  }, [text, entry]);
  useEffect(() => {
    markFound(ranges, current);
    return clearFound;
  }, [ranges, current]);

  const close = () => {
    hide();
    focusPart('detail');
  };
  const move = (by: number) => {
    if (ranges.length > 0) setCurrent((current + by + ranges.length) % ranges.length);
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter') move(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.bar} role="search" aria-label="Find in this entry" onKeyDown={handleKey}>
      <input
        ref={box}
        className={styles.input}
        aria-label="Find in entry"
        placeholder="Find in this entry"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <span role="status" className={styles.count}>
        {text === ''
          ? ''
          : ranges.length === 0
            ? 'Not found'
            : `${current + 1} of ${countOf(ranges.length, 'place', 'places')}`}
      </span>
      <Button look="icon" aria-label="Close find" onPress={close}>
        <Icon name="close" />
      </Button>
    </div>
  );
}

import { useEffect, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { useNotices } from './notices-store.ts';
import type { Notice } from './notices-store.ts';
import styles from './notices.module.css';

const briefly = 4_000;
const longEnoughToUndo = 10_000;

/** Short notices. They go by themselves, but not while the pointer or the focus is on them, and failures stay. */
export function Notices() {
  const notices = useNotices((state) => state.notices);
  return (
    <div className={styles.place} role="status" aria-label="Notices">
      {notices.map((notice) => (
        <NoticeBox key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeBox({ notice }: { readonly notice: Notice }) {
  const dismiss = useNotices((state) => state.dismiss);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held || notice.failed || notice.stays) return;
    const timer = setTimeout(() => dismiss(notice.id), notice.undo ? longEnoughToUndo : briefly);
    return () => clearTimeout(timer);
  }, [held, notice, dismiss]);
  const undo = () => {
    dismiss(notice.id);
    notice.undo?.();
  };
  return (
    <div
      className={styles.notice}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={notice.failed ? styles.failed : undefined}>{notice.text}</span>
      {notice.undo ? <Button onPress={undo}>Undo</Button> : null}
      <Button look="icon" aria-label="Dismiss" onPress={() => dismiss(notice.id)}>
        <Icon name="close" />
      </Button>
    </div>
  );
}

import { Button } from '../parts/button.tsx';
import styles from './completion-hint.module.css';
import type { Completion } from './completion.ts';

interface CompletionHintProps {
  readonly completions: readonly Completion[];
  readonly onTake: (completion: Completion) => void;
}

/** Ways to finish the filter being typed, below the box. Tab takes the first; the others are clicked or typed. */
export function CompletionHint({ completions, onTake }: CompletionHintProps) {
  const [first, ...others] = completions;
  if (!first) return null;
  return (
    <div className={styles.hint}>
      <span id="completion-hint" role="status" className={styles.first}>
        <kbd>Tab</kbd> completes to <code>{first.text.trim()}</code>
      </span>
      {others.map((completion) => (
        <Button key={completion.text} look="quiet" excludeFromTabOrder onPress={() => onTake(completion)}>
          <code>{completion.text.trim()}</code>
        </Button>
      ))}
    </div>
  );
}

import { use } from 'react';
import { ComboBoxStateContext } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { classNames } from '../parts/class-names.ts';
import { isKeystroke } from '../shell/keystroke.ts';
import styles from './combo-field.module.css';

interface TagInputProps {
  readonly typed: string;
  readonly onAdd: (text: string) => void;
  readonly onRemoveLast: () => void;
}

/** The box of the tags. Enter takes the proposal that the arrow keys chose, or else what is typed. */
export function TagInput({ typed, onAdd, onRemoveLast }: TagInputProps) {
  const state = use(ComboBoxStateContext);
  const proposalChosen = state?.isOpen === true && state.selectionManager.focusedKey !== null;
  return (
    <Input
      className={classNames(styles.input)}
      placeholder="Add a tag"
      onBlur={() => (typed.trim() === '' ? undefined : onAdd(typed))}
      onKeyDownCapture={(event) => {
        if (isKeystroke(event, 'Enter') && !proposalChosen) {
          event.preventDefault();
          event.stopPropagation();
          onAdd(typed);
        } else if (event.key === 'Backspace' && typed === '') onRemoveLast();
      }}
    />
  );
}

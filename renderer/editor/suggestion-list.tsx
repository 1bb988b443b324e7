import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { classNames } from '../parts/class-names.ts';
import menuStyles from '../parts/menu.module.css';
import styles from './suggestion-list.module.css';

interface SuggestionListProps {
  readonly values: readonly string[];
  readonly label: string;
}

/** What a combo box proposes, below it. */
export function SuggestionList({ values, label }: SuggestionListProps) {
  return (
    <Popover className={classNames(menuStyles.popover, styles.popover)} offset={2}>
      <ListBox aria-label={label} className={classNames(menuStyles.menu)}>
        {values.map((value) => (
          <ListBoxItem key={value} id={value} textValue={value} className={classNames(menuStyles.item)}>
            {value}
          </ListBoxItem>
        ))}
      </ListBox>
    </Popover>
  );
}

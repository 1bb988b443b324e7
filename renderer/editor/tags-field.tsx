import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Tag, TagGroup, TagList } from 'react-aria-components/TagGroup';
import { classNames } from '../parts/class-names.ts';
import { Icon } from '../parts/icon.tsx';
import { SuggestBox } from '../parts/suggest-box.tsx';
import { useVocabulary } from '../search/vocabulary-store.ts';
import { withTags } from './draft.ts';
import styles from './tags-field.module.css';

interface TagsFieldProps {
  readonly tags: readonly string[];
  readonly problem: string | undefined;
  readonly onChange: (tags: readonly string[]) => void;
  readonly label?: string;
  readonly hint?: string;
  /** To be proposed; those in use here unless given. */
  readonly proposals?: readonly string[];
  /** What the list of them is called. */
  readonly listLabel?: string;
}

/** The tags: comma or Enter adds what is typed, Backspace in the empty box takes the last one away. */
export function TagsField(props: TagsFieldProps) {
  const { tags, problem, onChange, label = 'Tags', hint = 'Comma or Enter adds one.' } = props;
  const used = useVocabulary((state) => state.tag);
  const known = props.proposals ?? used;
  const [typed, setTyped] = useState('');
  const add = (text: string) => {
    setTyped('');
    if (text.trim() !== '') onChange(withTags(tags, text));
  };
  return (
    <div data-field="tags" className={styles.field}>
      <SuggestBox
        label={label}
        value={typed}
        suggestions={known.filter((tag) => !tags.includes(tag))}
        problem={problem}
        hint={hint}
        placeholder="Add a tag"
        onChange={(text) => (text.includes(',') ? add(text) : setTyped(text))}
        onChoose={add}
        onFinish={() => add(typed)}
        onKeyDown={(event) =>
          event.key === 'Backspace' && typed === '' ? onChange(tags.slice(0, -1)) : undefined
        }
      />
      {tags.length > 0 ? (
        <TagGroup
          aria-label={props.listLabel ?? 'Tags of this entry'}
          onRemove={(keys) => onChange(tags.filter((tag) => !keys.has(tag)))}
        >
          <TagList className={classNames(styles.tags)}>
            {tags.map((tag) => (
              <Tag key={tag} id={tag} textValue={tag} className={classNames(styles.tag)}>
                {tag}
                <Button slot="remove" className={classNames(styles.remove)}>
                  <Icon name="close" />
                </Button>
              </Tag>
            ))}
          </TagList>
        </TagGroup>
      ) : null}
    </div>
  );
}

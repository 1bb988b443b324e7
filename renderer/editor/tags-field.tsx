import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Label } from 'react-aria-components/Label';
import { Tag, TagGroup, TagList } from 'react-aria-components/TagGroup';
import { Text } from 'react-aria-components/Text';
import { classNames } from '../parts/class-names.ts';
import { FieldWords } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { useVocabulary } from '../search/vocabulary-store.ts';
import comboStyles from './combo-field.module.css';
import { SuggestionList } from './suggestion-list.tsx';
import { TagInput } from './tag-input.tsx';
import styles from './tags-field.module.css';

const mostSuggested = 200;

interface TagsFieldProps {
  readonly tags: readonly string[];
  readonly problem: string | undefined;
  readonly onChange: (tags: readonly string[]) => void;
}

/** The tags: comma or Enter adds what is typed, Backspace in the empty box takes the last one away. */
export function TagsField({ tags, problem, onChange }: TagsFieldProps) {
  const known = useVocabulary((state) => state.tag);
  const [typed, setTyped] = useState('');
  const has = (tag: string) => tags.some((present) => present.toLowerCase() === tag.toLowerCase());
  const add = (text: string) => {
    const added = text.split(',').map((tag) => tag.trim());
    onChange([
      ...new Map([...tags, ...added].filter(Boolean).map((tag) => [tag.toLowerCase(), tag])).values(),
    ]);
    setTyped('');
  };
  return (
    <div data-field="tags" className={styles.field}>
      <ComboBox
        className={classNames(comboStyles.field)}
        allowsCustomValue
        isInvalid={problem !== undefined}
        value={null}
        inputValue={typed}
        onInputChange={(text) => (text.includes(',') ? add(text) : setTyped(text))}
        onChange={(key) => (typeof key === 'string' ? add(key) : undefined)}
      >
        <Label className={classNames(comboStyles.label)}>Tags</Label>
        <TagInput typed={typed} onAdd={add} onRemoveLast={() => onChange(tags.slice(0, -1))} />
        <Text slot="description" elementType="div">
          <FieldWords problem={problem} hint="Comma or Enter adds one." />
        </Text>
        <SuggestionList
          values={known.filter((tag) => !has(tag)).slice(0, mostSuggested)}
          label="Tags in use"
        />
      </ComboBox>
      {tags.length > 0 ? (
        <TagGroup
          aria-label="Tags of this entry"
          onRemove={(keys) => onChange(tags.filter((tag) => !keys.has(tag)))}
        >
          <TagList className={classNames(styles.tags)}>
            {tags.map((tag) => (
              <Tag key={tag} id={tag} textValue={tag} className={classNames(styles.tag)}>
                {tag}
                <AriaButton slot="remove" className={classNames(styles.remove)}>
                  <Icon name="close" />
                </AriaButton>
              </Tag>
            ))}
          </TagList>
        </TagGroup>
      ) : null}
    </div>
  );
}

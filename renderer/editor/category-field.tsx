import { ComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { classNames } from '../parts/class-names.ts';
import { FieldWords } from '../parts/field.tsx';
import { useVocabulary } from '../search/vocabulary-store.ts';
import styles from './combo-field.module.css';
import { defaultCategory } from './draft.ts';
import { SuggestionList } from './suggestion-list.tsx';

interface CategoryFieldProps {
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (category: string) => void;
}

/** The category: one in use, or a new one by typing it. */
export function CategoryField({ value, problem, onChange }: CategoryFieldProps) {
  const categories = useVocabulary((state) => state.category);
  return (
    <div data-field="category">
      <ComboBox
        className={classNames(styles.field)}
        allowsCustomValue
        menuTrigger="focus"
        isInvalid={problem !== undefined}
        inputValue={value}
        onInputChange={onChange}
      >
        <Label className={classNames(styles.label)}>Category</Label>
        <Input className={classNames(styles.input)} placeholder={defaultCategory} />
        <Text slot="description" elementType="div">
          <FieldWords problem={problem} hint="One in use, or type a new one." />
        </Text>
        <SuggestionList values={categories} label="Categories in use" />
      </ComboBox>
    </div>
  );
}

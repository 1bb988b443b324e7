import { SuggestBox } from '../parts/suggest-box.tsx';
import { useVocabulary } from '../search/vocabulary-store.ts';
import { defaultCategory } from './draft.ts';

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
      <SuggestBox
        label="Category"
        value={value}
        suggestions={categories}
        problem={problem}
        hint="One in use, or type a new one."
        placeholder={defaultCategory}
        onChange={onChange}
        onChoose={onChange}
      />
    </div>
  );
}

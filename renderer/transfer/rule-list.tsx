import type { MappedField, Mapping, Rule } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { severities } from '../parts/severity-mark.tsx';
import styles from './field-changes.module.css';
import { withChange, withoutChange } from './mapping-edits.ts';
import { conditionKinds, conditionOf, conditionParts } from './rule-parts.ts';
import { SelectField } from './select-field.tsx';
import { TextBox } from './text-box.tsx';

interface RuleListProps {
  readonly field: MappedField;
  readonly rules: readonly Rule[];
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}

/** Rules by which a value is found: the first that fits. */
export function RuleList({ field, rules, mapping, onChange }: RuleListProps) {
  const set = (next: readonly Rule[]) =>
    onChange(
      next.length === 0
        ? withoutChange(mapping, field, 'rules')
        : withChange(mapping, field, { do: 'rules', rules: next }),
    );
  return (
    <>
      <ol aria-label="Rules: the first that fits">
        {numbered(rules).map(({ rule, at }) => {
          const { kind, text } = conditionParts(rule);
          return (
            <li key={at} className={styles.rule}>
              <SelectField
                isLabelHidden
                label={`Rule ${at + 1}: when it`}
                value={kind}
                options={conditionKinds}
                onChange={(to) => set(rules.with(at, { ...rule, when: conditionOf(to, text) }))}
              />
              <TextBox
                isLabelHidden
                label={`Rule ${at + 1}: value`}
                value={text}
                onChange={(to) => set(rules.with(at, { ...rule, when: conditionOf(kind, to) }))}
              />
              <span aria-hidden>→</span>
              <Then
                at={at}
                field={field}
                then={rule.then}
                onChange={(then) => set(rules.with(at, { ...rule, then }))}
              />
              <Button look="link" onPress={() => set(rules.toSpliced(at, 1))}>
                remove<span className="visually-hidden"> rule {at + 1}</span>
              </Button>
            </li>
          );
        })}
      </ol>
      <div>
        <Button onPress={() => set([...rules, { when: { contains: '' }, then: 'medium' }])}>
          Add a rule
        </Button>
      </div>
    </>
  );
}

function numbered(rules: readonly Rule[]) {
  return rules.map((rule, at) => ({ rule, at }));
}

interface ThenProps {
  readonly at: number;
  readonly field: MappedField;
  readonly then: string;
  readonly onChange: (then: string) => void;
}

function Then({ at, field, then, onChange }: ThenProps) {
  const label = `Rule ${at + 1}: becomes`;
  if (field !== 'severity') return <TextBox isLabelHidden label={label} value={then} onChange={onChange} />;
  const names = [...new Set([...severities, then])];
  return (
    <SelectField
      isLabelHidden
      label={label}
      value={then}
      options={names.map((name) => [name, name] as const)}
      onChange={onChange}
    />
  );
}

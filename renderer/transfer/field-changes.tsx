import type { Change, JsonValue, MappedField, Mapping, SourceColumn } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { Checkbox } from '../parts/checkbox.tsx';
import { severities } from '../parts/severity-mark.tsx';
import styles from './field-changes.module.css';
import { changeOf, fieldOf, withChange, withOtherwise, withoutChange } from './mapping-edits.ts';
import { changeWords, fieldNames } from './mapping-words.ts';
import { RuleList } from './rule-list.tsx';
import { SelectField } from './select-field.tsx';
import { sideText } from './side-text.ts';
import { TextBox } from './text-box.tsx';
import { TimeForms } from './time-forms.tsx';
import { lookupLines } from './value-lookup.ts';
import { ValueTable } from './value-table.tsx';

interface FieldChangesProps {
  readonly field: MappedField;
  readonly mapping: Mapping;
  readonly columns: readonly SourceColumn[];
  readonly onChange: (mapping: Mapping) => void;
}

/** Changes that are ticked, by the fields that they are offered for. */
const ticks: Readonly<
  Partial<
    Record<MappedField, readonly (readonly ['html-to-text' | 'one-line' | 'lower' | 'upper', string])[]>
  >
> = {
  title: [
    ['html-to-text', 'Turn HTML into text'],
    ['one-line', 'Put it on one line'],
  ],
  problem: [['html-to-text', 'Turn HTML into text']],
  solution: [['html-to-text', 'Turn HTML into text']],
  category: [['upper', 'In capitals']],
  tags: [['lower', 'In small letters']],
};

const looksUp: ReadonlySet<MappedField> = new Set(['category', 'severity', 'archived']);
const isTime: ReadonlySet<MappedField> = new Set(['createdAt', 'updatedAt']);

/** What is done to the values of one field on their way into the entry. */
export function FieldChanges({ field, mapping, columns, onChange }: FieldChangesProps) {
  const own = fieldOf(mapping, field);
  const rules = changeOf(own, 'rules');
  const isLookup = looksUp.has(field) && lookupLines(own) !== null;
  const split = changeOf(own, 'split');
  const offered = ticks[field] ?? [];
  const controlled = new Set<Change['do']>([
    ...offered.map(([kind]) => kind),
    ...(field === 'tags' ? ['split' as const] : []),
    ...(looksUp.has(field) ? (['table', 'rules'] as const) : []),
    ...(isTime.has(field) ? ['time' as const] : []),
  ]);
  const others = (own.change ?? []).filter((change) => !controlled.has(change.do));
  return (
    <div className={styles.changes}>
      {offered.map(([kind, words]) => (
        <Checkbox
          key={kind}
          isSelected={changeOf(own, kind) !== undefined}
          onChange={(on) =>
            onChange(on ? withChange(mapping, field, { do: kind }) : withoutChange(mapping, field, kind))
          }
        >
          {words}
        </Checkbox>
      ))}
      {field === 'tags' ? (
        <TextBox
          label="Split at any of"
          value={split?.at ?? ''}
          onChange={(at) =>
            onChange(
              at === ''
                ? withoutChange(mapping, field, 'split')
                : withChange(mapping, field, { do: 'split', at }),
            )
          }
        />
      ) : null}
      {isTime.has(field) ? <TimeForms field={field} mapping={mapping} onChange={onChange} /> : null}
      {rules === undefined || isLookup ? null : (
        <RuleList field={field} rules={rules.rules} mapping={mapping} onChange={onChange} />
      )}
      {isLookup ? <ValueTable field={field} mapping={mapping} columns={columns} onChange={onChange} /> : null}
      {others.map((change) => (
        <p key={change.do} className={styles.other}>
          {changeWords(change)}
          <Button look="link" onPress={() => onChange(withoutChange(mapping, field, change.do))}>
            leave this out
          </Button>
        </p>
      ))}
      <Otherwise
        field={field}
        otherwise={own.otherwise}
        onChange={(to) => onChange(withOtherwise(mapping, field, to))}
      />
    </div>
  );
}

interface OtherwiseProps {
  readonly field: MappedField;
  readonly otherwise: JsonValue | undefined;
  readonly onChange: (otherwise: JsonValue | undefined) => void;
}

/** What stands in the field where the file has nothing for it. */
function Otherwise({ field, otherwise, onChange }: OtherwiseProps) {
  if (field === 'id' || isTime.has(field) || field === 'archived') return null;
  const value = otherwise === undefined ? '' : sideText(otherwise);
  const label = looksUp.has(field) ? 'Otherwise' : 'Where it is empty';
  if (field === 'severity') {
    return (
      <SelectField
        label={label}
        value={value}
        options={[['', 'as it is'], ...severities.map((severity) => [severity, severity] as const)]}
        onChange={(to) => onChange(to === '' ? undefined : to)}
      />
    );
  }
  return (
    <TextBox
      label={label}
      describes={fieldNames[field]}
      value={value}
      onChange={(to) => onChange(to === '' ? undefined : to)}
    />
  );
}

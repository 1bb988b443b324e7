import { Label } from 'react-aria-components/Label';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';
import type { DatabaseStatus } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { classNames } from '../parts/class-names.ts';
import radio from '../parts/radio.module.css';
import { RelativeTime } from '../parts/relative-time.tsx';
import { schemaNumber } from '../shell/places.ts';
import { useNavigation } from '../shell/navigation-store.ts';
import styles from './rollback.module.css';
import { useRollback } from './rollback-store.ts';

/** The versions that can be gone back to, newest first. */
export function RollbackChoice({ status: { applied, version } }: { readonly status: DatabaseStatus }) {
  const { to, choose } = useRollback();
  const goTo = useNavigation((state) => state.goTo);
  const earlier = applied.slice(0, -1).toReversed();
  if (earlier.length === 0) {
    return (
      <>
        <p>
          Your knowledge base stands at its first schema, {schemaNumber(version)}: there is none before it.
        </p>
        <div>
          <Button look="primary" autoFocus onPress={() => goTo('database')}>
            Show the database
          </Button>
        </div>
      </>
    );
  }
  return (
    <RadioGroup className={classNames(radio.group)} value={to} onChange={(value) => void choose(value)}>
      <Label className={classNames(radio.legend)}>Back from schema {schemaNumber(version)} to</Label>
      {earlier.map((migration) => (
        <RadioField key={migration.version} value={migration.version}>
          <RadioButton className={classNames(radio.choice)}>
            <span className={radio.dot} />
            {schemaNumber(migration.version)} {migration.name}
            <span className={styles.when}>
              <RelativeTime iso={migration.appliedAt} />
            </span>
          </RadioButton>
        </RadioField>
      ))}
    </RadioGroup>
  );
}

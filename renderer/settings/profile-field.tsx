import { Label } from 'react-aria-components/Label';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';
import type { ProfileName } from '../../preload/api.ts';
import { classNames } from '../parts/class-names.ts';
import radio from '../parts/radio.module.css';
import { useSettings } from './settings-store.ts';
import styles from './settings-screen.module.css';

const profiles = [
  [
    'production',
    'Production',
    'asks first, backs up, rehearses, allows 5 minutes without writing, and tells when it is done',
  ],
  [
    'staging',
    'Staging',
    'upgrades an older file at the start; backs up, rehearses, times searches, adds test entries',
  ],
  [
    'development',
    'Development',
    'upgrades at the start as quickly as it can: no backup, and test entries are added',
  ],
] as const satisfies readonly (readonly [ProfileName, string, string])[];

/** How careful upgrades are. */
export function ProfileField() {
  const { settings, save } = useSettings();
  return (
    <RadioGroup
      className={classNames(radio.group)}
      value={settings.profile}
      onChange={(value) => {
        const [profile] = profiles.find(([known]) => known === value) ?? [];
        if (profile) void save({ profile });
      }}
    >
      <Label className={classNames(radio.legend)}>Upgrades of the knowledge base</Label>
      {profiles.map(([profile, name, what]) => (
        <RadioField key={profile} value={profile}>
          <RadioButton className={classNames(radio.choice, styles.choice)}>
            <span className={radio.dot} />
            <span>
              {name} <span className={styles.what}>{what}</span>
            </span>
          </RadioButton>
        </RadioField>
      ))}
    </RadioGroup>
  );
}

import { useState } from 'react';
import { Label } from 'react-aria-components/Label';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';
import type { ThemeChoice } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { classNames } from '../parts/class-names.ts';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { Field } from '../parts/field.tsx';
import radio from '../parts/radio.module.css';
import screen from '../parts/screen.module.css';
import { useDialog } from '../shell/dialog-store.ts';
import { ProfileField } from './profile-field.tsx';
import { useSettings } from './settings-store.ts';
import styles from './settings-screen.module.css';

const themes = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const satisfies readonly (readonly [ThemeChoice, string])[];

const longestName = 200;

/** What the user can set. Every change is saved at once. */
export default function SettingsScreen() {
  const { settings, failure, save } = useSettings();
  return (
    <main className={screen.screen}>
      <h1>Settings</h1>
      {failure ? <FailureNotice failure={failure} /> : null}
      <RadioGroup
        className={classNames(radio.group)}
        value={settings.theme}
        onChange={(value) => {
          const [theme] = themes.find(([known]) => known === value) ?? [];
          if (theme) void save({ theme });
        }}
      >
        <Label className={classNames(radio.legend)}>Theme</Label>
        {themes.map(([theme, name]) => (
          <RadioField key={theme} value={theme}>
            <RadioButton className={classNames(radio.choice)}>
              <span className={radio.dot} />
              {name}
            </RadioButton>
          </RadioField>
        ))}
      </RadioGroup>
      <ProfileField />
      <AuthorField key={settings.author} saved={settings.author} onSave={(author) => void save({ author })} />
      <div className={styles.links}>
        <Button onPress={() => useDialog.getState().show('shortcuts')}>Keyboard shortcuts</Button>
        <Button onPress={() => useDialog.getState().show('about')}>About Abendbook</Button>
      </div>
    </main>
  );
}

function AuthorField({
  saved,
  onSave,
}: {
  readonly saved: string;
  readonly onSave: (author: string) => void;
}) {
  const [author, setAuthor] = useState(saved);
  const finish = () => (author.trim() === saved ? undefined : onSave(author.trim()));
  return (
    <div className={styles.author}>
      <Field label="Your name" hint="Stands as the author of what you write from now on.">
        {(links) => (
          <input
            {...links}
            maxLength={longestName}
            value={author}
            onChange={(event) => setAuthor(event.target.value)}
            onBlur={finish}
            onKeyDown={(event) => (event.key === 'Enter' ? finish() : undefined)}
          />
        )}
      </Field>
    </div>
  );
}

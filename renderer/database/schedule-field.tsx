import { Label } from 'react-aria-components/Label';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';
import type { BackupSchedule } from '../../preload/api.ts';
import { classNames } from '../parts/class-names.ts';
import { relativeTime } from '../parts/format.ts';
import { useNow } from '../parts/use-now.ts';
import radio from '../parts/radio.module.css';
import { useSettings } from '../settings/settings-store.ts';
import { useBackups } from './backups-store.ts';

const choices = [
  ['daily', 'Every day'],
  ['weekly', 'Every week'],
  ['off', 'Only when I ask'],
] as const satisfies readonly (readonly [BackupSchedule, string])[];

/** How often the program backs up by itself. */
export function ScheduleField() {
  const { settings, save } = useSettings();
  const { list, refresh } = useBackups();
  const now = useNow();
  const choose = async (value: string) => {
    const [backups] = choices.find(([known]) => known === value) ?? [];
    if (backups === undefined) return;
    await save({ backups });
    await refresh();
  };
  return (
    <div>
      <RadioGroup
        className={classNames(radio.group)}
        value={settings.backups}
        onChange={(value) => void choose(value)}
      >
        <Label className={classNames(radio.legend)}>Back up by itself</Label>
        {choices.map(([value, name]) => (
          <RadioField key={value} value={value}>
            <RadioButton className={classNames(radio.choice)}>
              <span className={radio.dot} />
              {name}
            </RadioButton>
          </RadioField>
        ))}
      </RadioGroup>
      {list?.nextAt ? <p>{nextTime(list.nextAt, now)}</p> : null}
    </div>
  );
}

/** The program looks once an hour whether a backup is due. */
function nextTime(nextAt: string, now: number): string {
  const when = Date.parse(nextAt) <= now + 3_600_000 ? 'within the hour' : relativeTime(nextAt, now);
  return `Next time: ${when}, if something has changed by then.`;
}

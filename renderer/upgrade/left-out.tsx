import { useSettings } from '../settings/settings-store.ts';

/** Says that the profile in force leaves a step of the wizard out. */
export function LeftOut({ what }: { readonly what: string }) {
  const profile = useSettings((state) => state.settings.profile);
  return (
    <p>
      The profile “{profile}” {what}. You can choose another one in the settings.
    </p>
  );
}

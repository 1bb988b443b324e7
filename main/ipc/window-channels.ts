import type { UnsavedEdits } from '../unsaved-edits.ts';
import type { Handlers } from './register.ts';

export function windowChannels(unsavedEdits: UnsavedEdits): Handlers<'window:confirm-close'> {
  return {
    'window:confirm-close': ({ unsaved }) => {
      unsavedEdits.set(unsaved);
      return null;
    },
  };
}

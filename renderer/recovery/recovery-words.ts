import type { Failure } from '../../preload/api.ts';

/** What can be done about a knowledge base that is not open. */
export type WayOut = 'restore' | 'read-only' | 'salvage' | 'try-again';

interface RecoveryWords {
  readonly title: string;
  /** What happened, as one would tell it to somebody in the middle of the night. */
  readonly happened: string;
  /** The most promising first. The folder can be shown, and the details copied, in any case. */
  readonly ways: readonly WayOut[];
}

const usualTitle = 'Your knowledge base could not be opened';

/** What to say about a database that cannot be opened, and what to offer. */
export function recoveryWords({ kind, canRead }: Pick<Failure, 'kind' | 'canRead'>): RecoveryWords {
  switch (kind) {
    case 'corrupt-file':
      return {
        title: usualTitle,
        happened:
          'The file is damaged: a part of it was lost or overwritten, as a failing disk may do. Nothing was deleted. Restore a backup; what was written since can often be salvaged first.',
        ways: ['restore', 'salvage', 'read-only', 'try-again'],
      };
    case 'foreign-file':
      return {
        title: usualTitle,
        happened:
          'What stands there is no knowledge base of Abendbook: another program’s file has its name, or its beginning was overwritten. It was left as it is.',
        ways: ['restore', 'try-again', 'salvage'],
      };
    case 'newer-file':
      return {
        title: 'Your knowledge base is newer than this program',
        happened:
          'A newer version of Abendbook has upgraded it. Install that version to go on working with it. It was not changed by this one.',
        ways: canRead ? ['read-only', 'restore', 'try-again'] : ['restore', 'try-again'],
      };
    case 'locked-file':
      return {
        title: usualTitle,
        happened:
          'Another program holds it. That may be a second Abendbook, the command line, or a backup program. It is safe.',
        ways: ['try-again', 'read-only'],
      };
    case 'read-only-file':
      return {
        title: usualTitle,
        happened: 'You may not write to it, or to its folder. It is safe, and it can be read.',
        ways: ['read-only', 'try-again'],
      };
    case 'disk-full':
      return {
        title: usualTitle,
        happened: 'The disk is full. Your knowledge base is safe: free some space, then try again.',
        ways: ['try-again', 'read-only'],
      };
    case 'file-missing':
      return {
        title: usualTitle,
        happened:
          'It is not where it should be: a disk or a network folder may not be connected, or it was moved.',
        ways: ['try-again', 'restore'],
      };
    case 'migration-failed':
    case 'history-mismatch':
      return {
        title: usualTitle,
        happened:
          'Its schema is not one that this program can trust. Nothing was changed. It can still be read, and a backup can be restored.',
        ways: ['read-only', 'restore', 'salvage', 'try-again'],
      };
    default:
      return {
        title: usualTitle,
        happened: 'Something happened that Abendbook did not expect. Your file was left as it is.',
        ways: ['try-again', 'read-only', 'restore', 'salvage'],
      };
  }
}

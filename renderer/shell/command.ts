import type { MenuCommand } from '../../preload/api.ts';

type OtherCommand =
  | 'filters'
  | 'include-archived'
  | 'copy-entry'
  | 'copy-label'
  | 'history'
  | 'print'
  | 'theme-light'
  | 'theme-dark'
  | 'theme-system'
  | `go-${string}`;

export interface Command {
  readonly id: MenuCommand | OtherCommand;
  readonly name: string;
  readonly keystroke?: string;
  /** Works only while an entry is shown. */
  readonly needsEntry?: true;
  /** Does not work while the database is opened for reading only. */
  readonly writes?: true;
  readonly run: () => void;
}

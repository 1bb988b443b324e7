import type { RunningApp } from '../stories/story.ts';

/** Something that the window shows, and how a user comes to it from the search. */
export interface Screen {
  readonly name: string;
  readonly open: (app: RunningApp) => Promise<void>;
}

import type { StarterReport } from '../../core/store/knowledge-base.ts';
import type { Announce } from '../announce.ts';
import type { Database } from '../database.ts';
import type { WorkRegistry } from '../work.ts';
import type { Handlers } from './register.ts';

interface WorkChannelsOptions {
  readonly database: Database;
  readonly work: WorkRegistry;
  readonly announce: Announce;
}

export function workChannels({
  database,
  work,
  announce,
}: WorkChannelsOptions): Handlers<'starter:load' | 'work:cancel'> {
  let loading: Promise<StarterReport> | null = null;

  async function loadStarter(): Promise<StarterReport> {
    try {
      return await work.run({
        title: 'Loading the starter knowledge base',
        cancelWords: 'Cancel, adding nothing',
        perform: (report, signal) =>
          database.change((knowledge) =>
            knowledge.loadStarter(({ done, total }) => report(done, total), signal),
          ),
        describe: starterResult,
      });
    } finally {
      loading = null;
      // Whatever the end was, entries may have been written: too many to name.
      announce('entries:changed', { ids: [] });
    }
  }

  return {
    // A second click while it loads waits for the same end.
    'starter:load': () => (loading ??= loadStarter()),
    'work:cancel': ({ id }) => {
      work.cancel(id);
      return null;
    },
  };
}

function starterResult({ added, unchanged }: StarterReport): string {
  if (added === 0) return 'The starter knowledge base was there already: nothing was added.';
  const kept = unchanged === 0 ? '' : `, ${unchanged.toLocaleString('en')} were there already`;
  return `${added.toLocaleString('en')} starter entries were added${kept}.`;
}

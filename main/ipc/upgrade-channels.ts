import type { Announce } from '../announce.ts';
import type { Database } from '../database.ts';
import type { Upgrades } from '../upgrades.ts';
import type { WorkRegistry } from '../work.ts';
import type { Handlers } from './register.ts';

interface UpgradeChannelsOptions {
  readonly database: Database;
  readonly upgrades: Upgrades;
  readonly work: WorkRegistry;
  readonly announce: Announce;
}

type UpgradeChannel =
  | 'upgrade:state'
  | 'upgrade:later'
  | 'upgrade:cancel'
  | 'upgrade:checklist'
  | 'upgrade:plan'
  | 'upgrade:back-up'
  | 'upgrade:rehearse'
  | 'upgrade:run'
  | 'rollback:plan'
  | 'rollback:run'
  | 'schema:history'
  | 'schema:settle-conflict';

export function upgradeChannels({
  database,
  upgrades,
  work,
  announce,
}: UpgradeChannelsOptions): Handlers<UpgradeChannel> {
  return {
    'upgrade:state': () => upgrades.state,
    'upgrade:later': () => {
      upgrades.later();
      return null;
    },
    'upgrade:cancel': () => {
      upgrades.cancel();
      return null;
    },
    'upgrade:checklist': () => database.use((knowledge) => knowledge.checklist()),
    'upgrade:plan': () => database.use((knowledge) => knowledge.planUpgrade()),
    'upgrade:back-up': async () => {
      const made = await work.run({
        title: 'Backing up before the upgrade',
        toldAt: 'upgrade',
        cancelWords: 'Cancel, keeping no backup',
        perform: (report, signal) =>
          database.change(async (knowledge) => {
            const { from, to } = await knowledge.planUpgrade();
            return knowledge.createBackup(
              {
                type: 'pre-migration',
                tag: `${from.slice(0, 3)}-to-${to.slice(0, 3)}`,
                reason: `Before the upgrade from ${from} to ${to}.`,
              },
              ({ done, total }) => report(done, total),
              signal,
            );
          }),
        describe: ({ path }) => `Backed up and verified: ${path}`,
      });
      announce('backups:changed', null);
      return made;
    },
    'upgrade:rehearse': () => upgrades.rehearse(),
    'upgrade:run': ({ confirmed }) => upgrades.upgrade(confirmed),
    'rollback:plan': ({ to }) => database.use((knowledge) => knowledge.planRollback({ to })),
    'rollback:run': ({ to }) => upgrades.rollBack(to),
    'schema:history': () => database.use((knowledge) => knowledge.schemaHistory()),
    'schema:settle-conflict': async ({ id, choice }) => {
      await database.change((knowledge) => knowledge.settleConflict(id, choice));
      announce('schema:changed', null);
      announce('entries:changed', { ids: [] });
      return null;
    },
  };
}

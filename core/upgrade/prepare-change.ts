import { stopIfAborted } from '../search/cancellation.ts';
import { inSnapshot } from '../store/snapshot.ts';
import type { SqliteStore } from '../store/store.ts';
import { refuseIfBad } from './change-failure.ts';
import type { ChangeWork } from './change-work.ts';
import { checksBeforeWriting, commonChecks, roomFor } from './checklist.ts';
import { currentBackup, presentFingerprint } from './current-backup.ts';
import { changeMark } from './fingerprint.ts';
import { readRehearsal } from './kept-rehearsal.ts';
import { expectationOf, observe } from './observe.ts';
import { makeBackup, structureCheck, takeBackup, type PreparedBackup } from './prepare-backup.ts';
import { prepareRehearsal, type Present } from './prepare-rehearsal.ts';
import { wantsRehearsal } from './profiles.ts';
import { chooseSearches } from './sample-searches.ts';
import type { Expectation } from './upgrade-record.ts';

/** So often a backup is made because somebody wrote while the one before it was made or tried. */
const mostBackups = 3;

/**
 * Does everything that comes before the steps: checks, backup and rehearsal, as far as the options want them and they have not been done on the same content
 * already. Returns what the database has to hold and answer afterwards.
 * Throws a `KnowledgeError` where something stands in the way, or when it is cancelled; the database has not been touched.
 */
export async function prepareChange(store: SqliteStore, work: ChangeWork): Promise<Expectation> {
  const { options, teller, report } = work;
  teller.begin('checking');
  const present = await lookAround(store, work);
  report.checklist = await firstChecks(store, work, present);
  refuseIfBad(report.checklist);
  const withBackup = !options.skipBackups && !options.validateOnly;
  let backup = withBackup ? await prepareBackup(store, work, present) : null;
  const rehearsal = wantsRehearsal(options)
    ? await prepareRehearsal(store, work, present, backup?.backup.path ?? null)
    : null;
  for (let made = 1; backup !== null && changeMark(store) !== backup.mark && made < mostBackups; made += 1) {
    backup = await makeBackup(store, work);
  }
  stopIfAborted(teller.signal);
  // What the rehearsal saw is what is there, unless somebody wrote since.
  if (rehearsal !== null && changeMark(store) === present.mark) return rehearsal.expectation;
  const searches = await chooseSearches(store);
  return inSnapshot(store, async (snapshot) => expectationOf(await observe(snapshot, { searches })));
}

async function lookAround(store: SqliteStore, { change }: ChangeWork): Promise<Present> {
  const mark = changeMark(store);
  const fingerprint = await presentFingerprint(store);
  return {
    mark,
    fingerprint,
    backup: await currentBackup(store, change.from, fingerprint),
    rehearsal: readRehearsal(store.path, change, fingerprint),
  };
}

async function firstChecks(
  store: SqliteStore,
  { manager, change, options }: ChangeWork,
  { backup, rehearsal }: Present,
): Promise<ReturnType<typeof commonChecks>> {
  const rooms = roomFor(store, change, {
    backup: !options.skipBackups && !options.validateOnly && backup === null,
    rehearsal: wantsRehearsal(options) && rehearsal === null,
    ...(rehearsal === null ? {} : { writes: rehearsal.writes }),
  });
  const checks = [...(await commonChecks(store, manager)), ...(await checksBeforeWriting(store, rooms))];
  // A backup that is made, or a copy that is tried on, is looked through itself.
  const looksThroughCopy = wantsRehearsal(options) && backup === null;
  return looksThroughCopy ? checks : [await structureCheck(store), ...checks];
}

async function prepareBackup(
  store: SqliteStore,
  work: ChangeWork,
  { backup, mark }: Present,
): Promise<PreparedBackup> {
  const { teller, report } = work;
  teller.begin('backing-up');
  const taken = backup === null ? null : await takeBackup(backup, mark, work);
  if (taken !== null) return taken;
  const made = await makeBackup(store, work);
  const detail = 'The backup is an image of the database, and every page of it was looked at and is sound.';
  if (!report.checklist.some(({ name }) => name === 'integrity'))
    report.checklist = [{ name: 'integrity', ok: true, detail }, ...report.checklist];
  return made;
}

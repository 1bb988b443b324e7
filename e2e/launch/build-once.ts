import { spawnSync } from 'node:child_process';
import { project } from './project.ts';
import { buildIsStale } from '../../scripts/build-age.mjs';
import { nodeBinary } from '../../scripts/install.mjs';

/** Builds the program before the first test, where there is no build or it is older than the sources. */
export default function buildOnce(): void {
  if (process.env['ABENDBOOK_SKIP_BUILD'] === '1' || !buildIsStale(project)) return;
  const { status, stdout, stderr } = spawnSync(nodeBinary(project), ['scripts/build.ts'], {
    cwd: project,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The program could not be built:\n${stdout}${stderr}`);
}

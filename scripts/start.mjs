// `npm start`: installs what is missing, builds what is out of date, and opens Abendbook.
//
//     npm start                       opens it
//     npm start -- --db=FILE          with this knowledge base
//     npm start -- --smoke            starts it on a temporary knowledge base, tries it, and exits with 0 or 1
//
// It runs under the Node.js that the machine has, 18 or newer, and starts everything else under the one that npm brings.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIsStale } from './build-age.mjs';
import { ensureElectron } from './electron-binary.mjs';
import { ensureChromium, ensurePackages, nodeBinary } from './install.mjs';
import { runUntilItEnds } from './run-until-it-ends.mjs';

const project = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');
const words = process.argv.slice(2);
const smoke = words.includes('--smoke');
const rest = words.filter((word) => word !== '--smoke');

process.exitCode = await start();

/** Resolves with the exit code. */
async function start() {
  if (smoke && rest.length > 0) {
    console.error(`--smoke uses a knowledge base of its own; leave ${rest.join(' ')} out.`);
    return 1;
  }
  await ensurePackages(project);
  const node = nodeBinary(project);
  if (buildIsStale(project) && !build(node)) return 1;

  const electron = await ensureElectron(project, (line) => console.log(line));
  const display = hasDisplay();
  return electron.ok && display ? startOnElectron(node, electron.path) : startOnHost(node, electron, display);
}

function startOnElectron(node, electron) {
  if (smoke) return runUntilItEnds(node, [inScripts('smoke.ts')], { ABENDBOOK_E2E_RUNTIME: 'electron' });
  return runUntilItEnds(electron, [...sandboxArguments(), project, ...rest], {});
}

async function startOnHost(node, electron, display) {
  if (!electron.ok) {
    console.log(
      `Electron's binary could not be installed (${electron.reason}), so Abendbook opens on its stand-in host in Chromium.`,
    );
  }
  if (!display) {
    const where = electron.ok ? ', on its stand-in host in Chromium' : '';
    console.log(`There is no display, so Abendbook starts without a window${where}.`);
  }
  const chromium = await ensureChromium({ mayInstall: true, projectFolder: project, node });
  if (!chromium.ok) {
    console.error(chromium.message);
    return 1;
  }
  const environment = { ABENDBOOK_CHROMIUM: chromium.path };
  if (smoke) {
    return runUntilItEnds(node, [inScripts('smoke.ts')], { ...environment, ABENDBOOK_E2E_RUNTIME: 'host' });
  }
  const shown = display
    ? { ABENDBOOK_HOST_HEADED: '1' }
    : { ABENDBOOK_HOST_SCRIPT: inScripts('start-without-display.ts') };
  return runUntilItEnds(node, [join(project, 'e2e', 'host', 'run.ts'), project, ...rest], {
    ...environment,
    ...shown,
  });
}

function build(node) {
  console.log('Building Abendbook …');
  const { status, stdout, stderr } = spawnSync(node, ['scripts/build.ts'], {
    cwd: project,
    encoding: 'utf8',
  });
  if (status !== 0) console.error(`Abendbook could not be built.\n${stdout}${stderr}`);
  return status === 0;
}

function inScripts(name) {
  return join(project, 'scripts', name);
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}

/** Chromium's sandbox does not start for root on Linux. */
function sandboxArguments() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

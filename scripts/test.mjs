// `npm test`: installs what is missing, checks the sources, runs the unit tests, builds the program and tests it as a user would.
//
//     npm test                  everything
//     npm test -- lint          only the checks of the sources
//     npm test -- unit          only the unit tests
//     npm test -- e2e           only the build and the tests of the built program
//     npm test -- unit search   only the unit tests in files whose path contains "search"
//
// It runs under the Node.js that the machine has, 18 or newer, and starts everything else under the one that npm brings.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium, ensurePackages, nodeBinary } from './install.mjs';
import { runStep, runSteps, wasStopped } from './run-step.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));
const parts = new Set(['lint', 'unit', 'e2e']);
const words = process.argv.slice(2);
const filters = words.filter((word) => !parts.has(word));
const named = words.filter((word) => parts.has(word));
/** A part runs when it is named; when none is, all run, but a filter is for tests and leaves the checks out. */
const wants = (part) => (named.length > 0 ? named.includes(part) : part !== 'lint' || filters.length === 0);

process.chdir(project);
await ensurePackages(project);
const node = nodeBinary(project);
if (wants('unit') || wants('e2e')) {
  const chromium = await ensureChromium({ mayInstall: true, projectFolder: project, node });
  if (!chromium.ok) {
    console.error(chromium.message);
    process.exit(1);
  }
}

// What a killed program leaves behind goes with the run. macOS has a long path here, too long for sockets in it.
const scratch = mkdtempSync(join(process.platform === 'darwin' ? '/tmp' : tmpdir(), 'abendbook-test-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }));
const environment = {
  ...process.env,
  ...Object.fromEntries(['TMPDIR', 'TMP', 'TEMP'].map((name) => [name, scratch])),
  PATH: [dirname(node), join(project, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
};
// Node.js warns when both are set, and test runners set the second for their workers.
delete environment.NO_COLOR;
if (process.stdout.isTTY && process.env.NO_COLOR === undefined) environment.FORCE_COLOR = '1';

/** The command line of a package's program, which works without a shell on every system. */
function tool(packageName, program, ...args) {
  const folder = join(project, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return [node, join(folder, typeof bin === 'string' ? bin : bin[program]), ...args];
}

const totals = { passed: 0, failed: 0, skipped: 0 };

function readReport(file) {
  try {
    return JSON.parse(readFileSync(join(scratch, file), 'utf8'));
  } catch {
    return undefined;
  }
}

function unitCounts() {
  const report = readReport('unit.json');
  if (!report) return undefined;
  // A file that cannot be loaded has no tests to count, but it has failed.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function e2eCounts() {
  const report = readReport('e2e.json');
  if (!report) return undefined;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

function describe(counts) {
  return counts ? `${counts.passed} tests${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}` : '';
}

/** Runs a step of tests and adds its counts; a step that fails as a whole counts as one failure. */
async function runTests(step, counts) {
  const fine = await runStep({ ...step, summary: () => describe(counts()) }, environment);
  const { passed, failed, skipped } = counts() ?? { passed: 0, failed: 0, skipped: 0 };
  totals.passed += passed;
  totals.failed += fine ? failed : Math.max(failed, 1);
  totals.skipped += skipped;
}

const layers = ['core', 'migrations', 'main', 'preload', 'renderer', 'cli'];
const checks = [
  { name: 'types', command: tool('typescript', 'tsc', '-p', '.') },
  { name: 'window types', command: tool('typescript', 'tsc', '-p', 'renderer') },
  { name: 'lint', command: tool('oxlint', 'oxlint', '--deny-warnings') },
  { name: 'format', command: tool('prettier', 'prettier', '--check', '.') },
  {
    name: 'layers',
    command: tool('dependency-cruiser', 'depcruise', '--config', '.dependency-cruiser.cjs', ...layers),
  },
  { name: 'unused code', command: tool('knip', 'knip', '--no-progress', '--treat-config-hints-as-errors') },
];

async function runAll() {
  if (wants('lint')) {
    const failed = await runSteps(checks, environment);
    totals.failed += failed.length;
    if (!wants('unit') && !wants('e2e')) totals.passed += checks.length - failed.length;
    if (failed.length > 0 || wasStopped()) return;
  }
  const emptyIsFine = filters.length > 0;
  if (wants('unit')) {
    const options = [
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${join(scratch, 'unit.json')}`,
    ];
    if (emptyIsFine) options.push('--passWithNoTests');
    const command = tool('vitest', 'vitest', 'run', ...options, ...filters);
    await runTests({ name: 'unit tests', command }, unitCounts);
  }
  if (wants('e2e') && !wasStopped()) {
    if (!(await runStep({ name: 'build', command: [node, 'scripts/build.ts'] }, environment))) {
      totals.failed += 1;
      return;
    }
    const options = ['-c', 'e2e/playwright.config.ts', '--reporter=list,json'];
    if (emptyIsFine) options.push('--pass-with-no-tests');
    const command = tool('@playwright/test', 'playwright', 'test', ...options, ...filters);
    const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: join(scratch, 'e2e.json'), ABENDBOOK_SKIP_BUILD: '1' };
    await runTests({ name: 'e2e tests', command, env }, e2eCounts);
  }
}

await runAll();
if (wasStopped()) {
  console.log('Stopped.');
  process.exit(130);
}
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
console.log(`\n${totals.passed} passed, ${totals.failed} failed${skipped}`);
process.exitCode = totals.failed > 0 ? 1 : 0;

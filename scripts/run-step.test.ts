import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const runStepUrl = new URL('./run-step.mjs', import.meta.url).href;

/** Runs one step whose program is `code`, and resolves to what was printed and whether the step counted as fine. */
function stepThat(
  code: string,
  onStart?: (pid: number) => void,
): Promise<{ printed: string; exitCode: number }> {
  const script = `
    const { runStep } = await import(${JSON.stringify(runStepUrl)});
    const fine = await runStep({ name: 'try', command: [process.execPath, '-e', ${JSON.stringify(code)}] }, process.env);
    process.exitCode = fine ? 0 : 1;
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  if (onStart && child.pid !== undefined) onStart(child.pid);
  return once(child, 'close').then(([exitCode]) => ({ printed, exitCode: Number(exitCode) }));
}

test('a step that is fine is one line, without what it printed', async () => {
  const { printed, exitCode } = await stepThat(`console.log('chatter')`);
  expect(printed).toMatch(/^ {2}✓ try +\d+\.\d s\n$/);
  expect(exitCode).toBe(0);
});

test('a step that fails shows all that it said', async () => {
  const { printed, exitCode } = await stepThat(
    `console.log('first'); console.error('second'); process.exit(3)`,
  );
  expect(printed).toContain('✗ try');
  expect(printed).toContain('It ended with 3:');
  expect(printed).toContain('first');
  expect(printed).toContain('second');
  expect(exitCode).toBe(1);
});

test('a step that succeeds with a warning is not fine', async () => {
  const { printed, exitCode } = await stepThat(`process.emitWarning('old-fashioned')`);
  expect(printed).toContain('old-fashioned');
  expect(exitCode).toBe(1);
});

test('a program that cannot be started is named', async () => {
  const script = `
    const { runStep } = await import(${JSON.stringify(runStepUrl)});
    await runStep({ name: 'try', command: ['/no/such/program'] }, process.env);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await once(child, 'close');
  expect(printed).toContain('/no/such/program could not be started');
});

test.skipIf(process.platform === 'win32')('an interrupt stops the step and all that it started', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'abendbook-step-'));
  try {
    const mark = join(folder, 'running');
    const inner = `require('node:fs').writeFileSync(${JSON.stringify(mark)}, ''); setInterval(() => {}, 1000)`;
    // It shares the step's output, so the step is over only once this process is gone too.
    const code = `
      require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(inner)}], { stdio: 'inherit' });
      setInterval(() => {}, 1000);
    `;
    let runner = 0;
    const ended = stepThat(code, (pid) => (runner = pid));
    await expect.poll(() => existsSync(mark), { timeout: 5_000 }).toBe(true);
    process.kill(runner, 'SIGINT');
    const interrupted = performance.now();
    expect((await ended).exitCode).toBe(1);
    // What ignores the interrupt is killed, but only after eight seconds.
    expect(performance.now() - interrupted).toBeLessThan(4_000);
  } finally {
    await rm(folder, { recursive: true });
  }
});

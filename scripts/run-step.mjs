// Runs the steps of `npm test`: one line for a step that is fine, everything it said for one that is not.
import { spawn } from 'node:child_process';

/**
 * @typedef {object} Step
 * @property {string} name What the step checks, in a word or two.
 * @property {readonly string[]} command The program and its arguments.
 * @property {Readonly<Record<string, string>>} [env] What the step needs beside `environment`.
 * @property {() => string} [summary] What is worth adding to the line of a step that is fine.
 */

const running = new Set();
const onTerminal = process.stdout.isTTY;
// A process group of its own lets a step be stopped with all that it started. Windows has none.
const ownGroup = process.platform !== 'win32';
let stopped = false;

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function send(child, signal) {
  try {
    if (ownGroup && child.pid !== undefined) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It has ended by itself.
  }
}

/** @param {NodeJS.Signals} signal */
function stopAll(signal) {
  stopped = true;
  for (const child of running) send(child, signal);
  setTimeout(() => running.forEach((child) => send(child, 'SIGKILL')), 8_000).unref();
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, () => stopAll(signal));

/** Whether the run was interrupted, so that nothing more should be started. */
export function wasStopped() {
  return stopped;
}

/** @param {readonly string[]} command @param {NodeJS.ProcessEnv} env */
function run([program = '', ...args], env) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, detached: ownGroup, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let complaints = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => {
      output += chunk;
      complaints += chunk;
    });
    child.once('error', (error) => (output += `${program} could not be started: ${error.message}\n`));
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code, output, complaints: complaints.trim() });
    });
    running.add(child);
  });
}

/**
 * Runs one step and prints how it went. Resolves to whether it is fine: it succeeded, and it warned of nothing.
 * @param {Step} step
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<boolean>}
 */
export async function runStep(step, environment) {
  const started = performance.now();
  if (onTerminal && running.size === 0) process.stdout.write(`  … ${step.name}`);
  const { code, output, complaints } = await run(step.command, { ...environment, ...step.env });
  const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`.padStart(8);
  if (onTerminal) process.stdout.write('\r\u001B[K');
  if (stopped) return false;
  const fine = code === 0 && complaints === '';
  console.log(`  ${fine ? '✓' : '✗'} ${step.name.padEnd(12)}${seconds}  ${step.summary?.() ?? ''}`.trimEnd());
  if (!fine) {
    const reason =
      code === 0 ? 'It succeeded, but a clean run warns of nothing:' : `It ended with ${code ?? 'a signal'}:`;
    console.log(`\n${reason}\n${output.trimEnd()}\n`);
  }
  return fine;
}

/**
 * Runs steps that do not depend on each other, two at a time, all of them even when one fails.
 * @param {readonly Step[]} steps
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<readonly Step[]>} Those that failed.
 */
export async function runSteps(steps, environment) {
  const waiting = [...steps];
  const failed = [];
  const work = async () => {
    let step;
    while (!wasStopped() && (step = waiting.shift())) {
      if (!(await runStep(step, environment))) failed.push(step);
    }
  };
  await Promise.all([work(), work()]);
  return failed;
}

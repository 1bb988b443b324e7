import { spawn } from 'node:child_process';

/** How often to look whether the shell that npm started this process with is still there, in milliseconds. */
const LOOK = 500;

/**
 * Runs a command with this terminal, passes on the signals that ask it to end, and resolves with its exit code: 1 where
 * it could not be started or was killed.
 * @param {string} command
 * @param {readonly string[]} rest
 * @param {Record<string, string>} environment added to this process's own
 * @returns {Promise<number>}
 */
export function runUntilItEnds(command, rest, environment) {
  return new Promise((resolve) => {
    // The channel tells the child when this process goes without a word.
    const child = spawn(command, rest, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...environment },
    });
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const passOn = (signal) => child.kill(signal);
    for (const signal of signals) process.on(signal, passOn);
    // npm passes SIGTERM to its shell only, which goes without telling anyone.
    const shell = process.ppid;
    const watch = setInterval(() => process.ppid === shell || passOn('SIGTERM'), LOOK);
    const end = (code) => {
      clearInterval(watch);
      for (const signal of signals) process.off(signal, passOn);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      end(1);
    });
    child.once('exit', (code) => end(code ?? 1));
  });
}

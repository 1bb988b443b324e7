import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Control, ControlMessage, ControlRequest } from '../host/control.ts';
import { programEnvironment } from './environment.ts';
import { project } from './project.ts';
import type { LaunchOptions } from './running-app.ts';
import { nodeBinary } from '../../scripts/install.mjs';

type ReplyOf<Method extends keyof Control> = Awaited<ReturnType<Control[Method]>>;

/** The process of the host, and the line to it. */
export interface HostProcess {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  output(): string;
  /** The debugging address of the host's Chromium. Rejects with what the program said where it ends before. */
  readonly endpoint: Promise<string>;
  /** Does something that only works from outside of the page. */
  ask<Method extends keyof Control>(
    method: Method,
    ...argument: Parameters<Control[Method]>
  ): Promise<ReplyOf<Method>>;
}

/** Starts the program on the host, in a process of its own. */
export function startHostProcess(options: LaunchOptions, home: string): HostProcess {
  const child = fork(join(project, 'e2e', 'host', 'run.ts'), [project, ...(options.args ?? [])], {
    execPath: nodeBinary(project),
    execArgv: [],
    cwd: project,
    silent: true,
    env: {
      ...programEnvironment(options, home),
      ABENDBOOK_HOST_DRIVEN: '1',
      ABENDBOOK_HOST_COLOUR_SCHEME: options.colorScheme ?? 'light',
      ...(options.size === undefined
        ? {}
        : { ABENDBOOK_HOST_SIZE: `${options.size.width}x${options.size.height}` }),
    },
  });

  let output = '';
  const collect = (part: Buffer) => {
    output += part.toString();
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });

  let calls = 0;
  const pending = new Map<number, { resolve(value: unknown): void; reject(reason: Error): void }>();
  const ready = Promise.withResolvers<string>();
  ready.promise.catch(() => {});
  child.on('message', (message: ControlMessage) => {
    if (message.type === 'ready') return ready.resolve(message.endpoint);
    const call = pending.get(message.id);
    pending.delete(message.id);
    if (message.type === 'done') call?.resolve(message.value);
    else call?.reject(new Error(message.message));
  });
  void exited.then((code) => {
    const gone = new Error(`The program ended with exit code ${code}.\n${output}`);
    ready.reject(gone);
    for (const call of pending.values()) call.reject(gone);
  });

  return {
    child,
    exited,
    output: () => output,
    endpoint: ready.promise,
    ask(method, argument?: unknown) {
      calls += 1;
      const request: ControlRequest = { id: calls, method, argument };
      return new Promise<never>((resolve, reject) => {
        pending.set(request.id, { resolve, reject });
        child.send(request, (error) => error && reject(error));
      });
    },
  };
}

import { EventEmitter } from 'node:events';
import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { refuseMissing } from './missing.ts';

type InvokeHandler = Parameters<IpcMain['handle']>[1];
type Supported = Pick<
  IpcMain,
  | 'handle'
  | 'handleOnce'
  | 'removeHandler'
  | 'on'
  | 'once'
  | 'off'
  | 'addListener'
  | 'removeListener'
  | 'removeAllListeners'
>;

const handlers = new Map<string, InvokeHandler>();

class HostIpcMain extends EventEmitter implements Supported {
  handle(channel: string, handler: InvokeHandler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof handler !== 'function') {
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    }
    handlers.set(channel, handler);
  }

  handleOnce(channel: string, handler: InvokeHandler): void {
    this.handle(channel, (event, ...values: unknown[]): unknown => {
      handlers.delete(channel);
      return handler(event, ...values);
    });
  }

  removeHandler(channel: string): void {
    handlers.delete(channel);
  }
}

export const ipcMain = new HostIpcMain();
refuseMissing(HostIpcMain.prototype, 'ipcMain');

/** Runs the handler of `channel`. Rejects where there is none, or with what it threw. */
export async function invokeHandler(
  channel: string,
  event: IpcMainInvokeEvent,
  values: readonly unknown[],
): Promise<unknown> {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  const result: unknown = await handler(event, ...values);
  return result;
}

/** Delivers what a preload sent with `ipcRenderer.send`. */
export function deliver(channel: string, event: IpcMainEvent, values: readonly unknown[]): void {
  ipcMain.emit(channel, event, ...values);
}

import type { Session, WebContents } from 'electron';
import { HostEmitter } from './host-emitter.ts';
import { missing, refuseMissing } from './missing.ts';
import { protocol } from './protocol.ts';
import { HostWebRequest } from './web-request.ts';

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
export type Permission = Parameters<CheckHandler>[1];
type Supported = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setSpellCheckerEnabled'
>;

const SILENT = [
  'will-download',
  'preconnect',
  'spellcheck-dictionary-download-failure',
  'select-hid-device',
  'select-usb-device',
  'select-serial-port',
];

/** How long a program may take to answer whether a permission is given, in milliseconds. After that it is not. */
const ANSWER_TIME = 1_000;

class HostSession extends HostEmitter implements Supported {
  readonly webRequest = new HostWebRequest();
  readonly protocol = protocol;
  #request: RequestHandler | null = null;
  #check: CheckHandler | null = null;

  constructor() {
    super('session', [], SILENT);
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#request = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler;
  }

  // No page here ever gets at a device or at another window's picture, so there is nothing to ask the handlers.
  setDevicePermissionHandler(_handler: unknown): void {}
  setDisplayMediaRequestHandler(_handler: unknown): void {}
  setSpellCheckerEnabled(_enable: boolean): void {}

  /** Whether a page of `origin` gets `permission`. As in Electron it does where the program has set no handler. */
  async allows(contents: WebContents, permission: Permission, origin: string): Promise<boolean> {
    const details = { isMainFrame: true, requestingUrl: `${origin}/`, securityOrigin: origin };
    if (this.#check !== null && !this.#check(contents, permission, origin, details)) return false;
    const ask = this.#request;
    if (ask === null) return true;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), ANSWER_TIME);
    ask(contents, permission, resolve, { isMainFrame: true, requestingUrl: `${origin}/` });
    const granted = await promise;
    clearTimeout(timer);
    return granted;
  }
}

export const defaultSession = new HostSession();
refuseMissing(HostSession.prototype, 'session.defaultSession');

export const session = {
  defaultSession,
  fromPartition(): never {
    throw missing('session.fromPartition');
  },
};
refuseMissing(session, 'session');

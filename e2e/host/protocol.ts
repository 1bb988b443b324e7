import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { CustomScheme, Privileges, Protocol } from 'electron';
import { app } from './app.ts';
import { refuseMissing } from './missing.ts';

type Handler = Parameters<Protocol['handle']>[1];
type Supported = Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'>;

/** Schemes that Chromium serves by itself. */
const TAKEN = new Set(['http', 'https', 'file', 'data', 'blob', 'about', 'chrome', 'devtools']);

const handlers = new Map<string, Handler>();
const privileged = new Map<string, Privileges>();

class HostProtocol implements Supported {
  registerSchemesAsPrivileged(customSchemes: CustomScheme[]): void {
    if (app.isReady()) {
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    }
    privileged.clear();
    for (const { scheme, privileges } of customSchemes) privileged.set(scheme, privileges ?? {});
  }

  handle(scheme: string, handler: Handler): void {
    if (!app.isReady()) throw new Error('protocol.handle can only be called after app is ready');
    if (TAKEN.has(scheme)) throw new Error(`the stand-in host has no protocol.handle('${scheme}')`);
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    const { standard, secure } = privileged.get(scheme) ?? {};
    if (standard !== true || secure !== true) {
      throw new Error(
        `the stand-in host has no way to serve ${scheme}:// unless registerSchemesAsPrivileged made it standard and secure`,
      );
    }
    handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
  }

  isProtocolHandled(scheme: string): boolean {
    return handlers.has(scheme);
  }
}

export const protocol = new HostProtocol();
refuseMissing(HostProtocol.prototype, 'protocol');

/** The program's schemes that are handled at present: their addresses stand for an https origin in Chromium. */
export function servedSchemes(): ReadonlySet<string> {
  return new Set(handlers.keys());
}

/** What answers requests for `scheme`, if anything does. */
export function protocolHandler(scheme: string): Handler | null {
  return scheme === 'file' ? readLocalFile : (handlers.get(scheme) ?? null);
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
};

/** Serves `file://` addresses, for `loadFile` and `net.fetch`. */
export async function readLocalFile(request: Request): Promise<Response> {
  const url = new URL(request.url);
  url.search = '';
  url.hash = '';
  const type = TYPES[url.pathname.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  try {
    return new Response(new Uint8Array(await readFile(fileURLToPath(url))), {
      headers: { 'content-type': type },
    });
  } catch {
    return Response.error();
  }
}

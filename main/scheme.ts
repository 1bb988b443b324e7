import { readFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { extname, join } from 'node:path';
import type { CustomScheme } from 'electron';

export const schemeName = 'abendbook';
/** The origin of the window's page, as frames report it. */
export const pageOrigin = 'abendbook://app';
export const pageUrl = `${pageOrigin}/index.html`;

/** To be registered before the app is ready. */
export const privilegedScheme = {
  scheme: schemeName,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
} as const satisfies CustomScheme;

/** Stands in the built page where each answer puts a nonce of its own. */
export const noncePlaceholder = 'NONCE-OF-THIS-RESPONSE';

/** The list of built files, within the renderer's folder. */
export const manifestName = 'manifest';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Address of a file within the window (`/assets/a.js`) → the file on disk. */
export type RendererFiles = ReadonlyMap<string, string>;

/** The files that the build listed in the renderer's folder. Rejects when the program was not built. */
export async function readRendererFiles(folder: string): Promise<RendererFiles> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, manifestName), 'utf8'));
  if (!Array.isArray(manifest)) throw new TypeError(`${join(folder, manifestName)} is not a list of files`);
  return new Map(manifest.map((file) => [`/${String(file)}`, join(folder, String(file))]));
}

/**
 * Answers the window's requests. An address is looked up among the built files as it stands, and never decoded or
 * joined to a path, so that no spelling of `..` leads anywhere.
 */
export async function respond(files: RendererFiles, request: Request): Promise<Response> {
  const { protocol, host, pathname } = new URL(request.url);
  const file = protocol === `${schemeName}:` && host === 'app' ? files.get(pathname) : undefined;
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return plainAnswer(405, 'Only GET is answered here.');
  if (file === undefined) return plainAnswer(404, 'There is no such file in Abendbook.');

  const content = await readFile(file);
  const nonce = randomBytes(16).toString('base64');
  const body = extname(file) === '.html' ? withNonce(content, nonce) : new Uint8Array(content);
  return new Response(request.method === 'HEAD' ? null : body, {
    headers: {
      ...commonHeaders(nonce),
      'Content-Type': contentTypes[extname(file)] ?? 'application/octet-stream',
    },
  });
}

function withNonce(page: Buffer, nonce: string): string {
  return page.toString('utf8').replaceAll(noncePlaceholder, nonce);
}

function plainAnswer(status: number, text: string): Response {
  const headers = { ...commonHeaders(null), 'Content-Type': 'text/plain; charset=utf-8' };
  return new Response(text, { status, headers });
}

function commonHeaders(nonce: string | null): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };
}

/** React Aria adds two small style elements of its own: they carry the nonce. Nothing else is allowed inline. */
function contentSecurityPolicy(nonce: string | null): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    nonce === null ? `style-src 'self'` : `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
  ].join('; ');
}

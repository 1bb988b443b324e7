/**
 * Chromium does not know the program's own schemes, so a page of `abendbook://app/…` is loaded from
 * `https://app.abendbook.invalid/…`, an origin that is secure and can exist nowhere (RFC 2606), and that the host answers itself.
 */
const HOST = /^(.*)\.([a-z][a-z0-9-]*)\.invalid$/;

/** The address in Chromium of an address of the program; others are left as they are. */
export function toPageUrl(address: string, schemes: ReadonlySet<string>): string {
  const [, scheme, rest] = /^([a-z][a-z0-9-]*):\/\/(.*)$/is.exec(address) ?? [];
  if (scheme === undefined || rest === undefined) return address;
  if (scheme === 'file') return `https://localhost.file.invalid${rest.replace(/^[^/]*/, '')}`;
  if (!schemes.has(scheme)) return address;
  const [, host = '', path = ''] = /^([^/?#]*)(.*)$/s.exec(rest) ?? [];
  return `https://${host}.${scheme}.invalid${path.startsWith('/') ? '' : '/'}${path}`;
}

/** The address that the program knows for an address in Chromium. */
export function toProgramUrl(address: string): string {
  if (!address.startsWith('https://')) return address;
  const url = new URL(address);
  const [, host, scheme] = HOST.exec(url.hostname) ?? [];
  if (host === undefined || scheme === undefined) return address;
  const path = address.slice(url.origin.length);
  return scheme === 'file' ? `file://${path}` : `${scheme}://${host}${path}`;
}

/** `abendbook://app` for `abendbook://app/index.html`; `null` (as text) where the address has no origin. */
export function originOf(programUrl: string): string {
  const [origin] = /^[a-z][a-z0-9-]*:\/\/[^/?#]+/i.exec(programUrl) ?? [];
  return origin ?? 'null';
}

/** A response header written for the program's schemes, such as its Content-Security-Policy, as Chromium must read it. */
export function toPageHeader(value: string, schemes: ReadonlySet<string>): string {
  let written = value;
  for (const scheme of schemes) {
    written = written
      .replaceAll(new RegExp(`\\b${scheme}://([a-z0-9-]+)`, 'gi'), `https://$1.${scheme}.invalid`)
      .replaceAll(new RegExp(`\\b${scheme}:(?=[\\s;]|$)`, 'gi'), `https://*.${scheme}.invalid`);
  }
  return written;
}

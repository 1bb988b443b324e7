import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { manifestName, noncePlaceholder, readRendererFiles, respond, type RendererFiles } from './scheme.ts';

let folder: string;
let files: RendererFiles;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'abendbook-scheme-'));
  const renderer = join(folder, 'renderer');
  await mkdir(join(renderer, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(renderer, 'unlisted.js'), 'secret');
  await writeFile(
    join(renderer, 'index.html'),
    `<meta nonce="${noncePlaceholder}"><style nonce="${noncePlaceholder}">`,
  );
  await writeFile(join(renderer, 'assets', 'start.js'), 'start()');
  await writeFile(join(renderer, manifestName), JSON.stringify(['index.html', 'assets/start.js']));
  files = await readRendererFiles(renderer);
});

afterAll(() => rm(folder, { recursive: true }));

function ask(url: string, method = 'GET'): Promise<Response> {
  return respond(files, new Request(url, { method }));
}

function nonceIn(policy: string | null): string | undefined {
  return /'nonce-([^']+)'/.exec(policy ?? '')?.[1];
}

describe('what is served', () => {
  test('the page, with the types and the policy that a browser needs to trust it', async () => {
    const answer = await ask('abendbook://app/index.html');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  test('the page carries a nonce of its own in every answer, the same as its policy', async () => {
    const [first, second] = await Promise.all([
      ask('abendbook://app/index.html'),
      ask('abendbook://app/index.html'),
    ]);
    const nonce = nonceIn(first.headers.get('content-security-policy'));
    expect(nonce).toBeTruthy();
    expect(await first.text()).toBe(`<meta nonce="${nonce}"><style nonce="${nonce}">`);
    expect(nonceIn(second.headers.get('content-security-policy'))).not.toBe(nonce);
  });

  test('a script, as it was built, whatever query stands behind it', async () => {
    const answer = await ask('abendbook://app/assets/start.js?v=2');
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await answer.text()).toBe('start()');
  });

  test('headers alone when only they are asked for', async () => {
    const answer = await ask('abendbook://app/assets/start.js', 'HEAD');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('');
  });
});

describe('what is not', () => {
  test.each([
    'abendbook://app/',
    'abendbook://app/unlisted.js',
    'abendbook://app/manifest',
    'abendbook://app/../secret.txt',
    'abendbook://app/assets/../../secret.txt',
    'abendbook://app/%2e%2e/secret.txt',
    'abendbook://app/..%2fsecret.txt',
    'abendbook://app/assets%2Fstart.js',
    'abendbook://app/assets\\..\\..\\secret.txt',
    'abendbook://app//index.html',
    'abendbook://app/index.html%00.js',
    'abendbook://app/INDEX.HTML',
    'abendbook://app/constructor',
    'abendbook://other/index.html',
    'abendbook://app.example.net/index.html',
    'abendbook:index.html',
    'https://app/index.html',
  ])('%s', async (url) => {
    const answer = await ask(url);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('secret');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('anything that would write', async () => {
    expect((await ask('abendbook://app/index.html', 'POST')).status).toBe(405);
  });

  test('whatever else may be asked for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.webPath(), async (path) => {
        const answer = await ask(`abendbook://app${path}`);
        expect(await answer.text()).not.toContain('secret');
        expect(answer.status).toBe(files.has(new URL(`abendbook://app${path}`).pathname) ? 200 : 404);
      }),
    );
  });
});

test('a program that was not built says so', async () => {
  await expect(readRendererFiles(join(folder, 'nowhere'))).rejects.toThrow(/nowhere/);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

const module = new URL('./run-until-it-ends.mjs', import.meta.url).href;

/** Starts a process that runs `child` as `npm start` runs the program. */
function startAround(child: string) {
  const script = `import { runUntilItEnds } from ${JSON.stringify(module)};
    process.exit(await runUntilItEnds(process.execPath, ['-e', ${JSON.stringify(child)}], {}));`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

describe('what npm start starts', () => {
  it('gives it its exit code', async () => {
    const [code] = (await once(startAround('process.exit(3)'), 'exit')) as [number];
    expect(code).toBe(3);
  });

  it('is told to end when it is told to, and may end in its own way', async () => {
    const around = startAround(`
      process.on('SIGTERM', () => { console.log('closing'); process.exit(0); });
      console.log('up');
      setInterval(() => {}, 1000);`);
    let said = '';
    around.stdout.on('data', (part: Buffer) => {
      said += part.toString();
      if (said === 'up\n') around.kill('SIGTERM');
    });
    const [code] = (await once(around, 'close')) as [number];
    expect({ code, said }).toEqual({ code: 0, said: 'up\nclosing\n' });
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The program that the host runs, as its package.json describes it. */
export interface Program {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** Absolute path of the main bundle. */
  readonly main: string;
}

interface Manifest {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
  readonly main?: string;
}

/** The program in `folder`. Throws where package.json names no main file, or that is not built. */
export function readProgram(folder: string): Program {
  const file = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  if (manifest.main === undefined) throw new Error(`${file} names no "main" file.`);
  const main = resolve(folder, manifest.main);
  if (!existsSync(main))
    throw new Error(`The program is not built: ${main} is not there. Run "npm run build" first.`);
  return {
    folder: resolve(folder),
    name: manifest.productName ?? manifest.name ?? 'Electron',
    version: manifest.version ?? '0.0.0',
    main,
  };
}

export { ensureChromium, findChromium } from './chromium.d.mts';

/** Installs the packages of the project where they are missing or older than package-lock.json. */
export function ensurePackages(projectFolder: string): Promise<void>;

/** Path of the Node.js that the project runs on, from the package `node`. */
export function nodeBinary(projectFolder: string): string;

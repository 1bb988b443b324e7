import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rectangle } from 'electron';

/** Where a named window was when it was closed last; null where that is not known. */
export function savedBounds(userData: string, name: string): Rectangle | null {
  try {
    return (JSON.parse(readFileSync(stateFile(userData), 'utf8')) as Record<string, Rectangle>)[name] ?? null;
  } catch {
    return null;
  }
}

export function saveBounds(userData: string, name: string, bounds: Rectangle): void {
  let states: Record<string, Rectangle> = {};
  try {
    states = JSON.parse(readFileSync(stateFile(userData), 'utf8')) as Record<string, Rectangle>;
  } catch {
    // No window was closed here before.
  }
  mkdirSync(userData, { recursive: true });
  writeFileSync(stateFile(userData), JSON.stringify({ ...states, [name]: bounds }));
}

function stateFile(userData: string): string {
  return join(userData, 'window-state.json');
}

import type { AppInfo } from '../../preload/api.ts';

/** What the About box lists: names and values. */
export function aboutFacts(info: AppInfo): readonly (readonly [name: string, value: string])[] {
  return [
    ['Version', info.version],
    ['Electron', info.standInHost ? `${info.electron} (stand-in host)` : info.electron],
    ['Node', info.node],
    ['Chromium', info.chromium],
    ['SQLite', info.sqlite],
    ['System', info.platform],
    ['Database', info.databasePath],
  ];
}

/** The same as text, for a report. */
export function aboutText(info: AppInfo): string {
  return ['Abendbook', ...aboutFacts(info).map(([name, value]) => `${name}: ${value}`)].join('\n');
}

import { KnowledgeError } from '../failure.ts';

const oldestNode = 22;

/** better-sqlite3 13 crashes the whole process on older versions of Node, so this comes before it is loaded. */
export function requireRuntime(version: string = process.versions.node): void {
  if (Number(version.split('.')[0]) >= oldestNode) return;
  throw new KnowledgeError({
    kind: 'unsupported-runtime',
    message: `Abendbook's database needs Node ${oldestNode} or newer, and this is Node ${version}.`,
    recovery:
      'Run it through npm (npm start, npm run -s kb -- …) after npm install: that brings Node 24 with it. Nothing was opened.',
  });
}

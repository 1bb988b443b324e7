import type { Engine } from '../store/knowledge-base.ts';
import { splitStatements } from './custom/split-statements.ts';

/** A script as a person should see it: without the indentation that it has in its file, and with no more than one empty line in a row. */
export function readableSql(script: string, engine: Engine): string {
  const text = script.replaceAll('\r\n', '\n');
  const { statements } = splitStatements(text, engine);
  const bounds = [0, ...statements.slice(0, -1).map(({ end }) => text.indexOf(';', end) + 1), text.length];
  return bounds
    .slice(1)
    .map((end, index) => text.slice(bounds[index], end))
    .map((part) => `${/^\s*\n\s*\n/.test(part) ? '\n' : ''}${withoutIndentation(part)}`)
    .filter((part) => part.trim() !== '')
    .join('\n')
    .trim();
}

function withoutIndentation(part: string): string {
  const lines = part
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
    .split('\n');
  const indentation = lines
    .filter((line) => line.trim() !== '')
    .reduce(
      (least, line) => Math.min(least, line.length - line.trimStart().length),
      Number.POSITIVE_INFINITY,
    );
  return lines.map((line) => line.slice(indentation).trimEnd()).join('\n');
}

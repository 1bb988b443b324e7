import { unescapeHeadings } from '../../export/markdown-headings.ts';

export interface Parts {
  /** Of a heading of the first level; null where there is none. */
  readonly title: string | null;
  readonly problem: string;
  /** Null where no heading begins one. */
  readonly solution: string | null;
}

/** What a solution's heading says in notes that were not made for this program. */
const solutionHeading =
  /^(?:#{1,6}[ \t]+|\*\*)(?:[\d.)]+[ \t]*)?(?:solution|resolution|fix|workaround|work-around|remedy|answer|cure|lösung|abhilfe|behebung)s?\b[^\n]*$/imu;
const problemHeading =
  /^(?:#{1,6}[ \t]+|\*\*)(?:[\d.)]+[ \t]*)?(?:problem|symptom|issue|error|description|question|fehler|beschreibung)s?\b[ \t:*]*$/imu;

/** Finds the two texts of an entry below a Markdown file's front matter. */
export function findParts(body: string): Parts {
  return ownParts(body) ?? noteParts(body);
}

/**
 * The form that exports have: two headings, each with a blank line around its text, which comes back to the letter. What other tools did to the line ends is
 * taken as it is.
 */
function ownParts(body: string): Parts | null {
  const problem = /^## Problem[ \t]*(?=(\r?)(?:\n|$))/mu.exec(body);
  const solution = /^## Solution[ \t]*(?=\r?(?:\n|$))/mu.exec(body);
  if (problem === null || solution === null || solution.index < problem.index) return null;
  const lineEnd = problem[1] === '\r' ? '\r\n' : '\n';
  const above = body.slice(0, problem.index);
  const between = body.slice(problem.index + problem[0].length, solution.index);
  const below = body.slice(solution.index + solution[0].length);
  const title = firstHeading(above);
  const introduction = withoutHeading(above, title).trim();
  const text = unescapeHeadings(without(between, lineEnd.repeat(2), lineEnd.repeat(2)));
  return {
    title: title?.text ?? null,
    problem: introduction === '' ? text : `${introduction}${lineEnd.repeat(2)}${text}`,
    solution: unescapeHeadings(without(below, lineEnd.repeat(2), lineEnd)),
  };
}

/** Up to a heading that announces a solution it is the problem, below it the solution. */
function noteParts(body: string): Parts {
  const title = firstHeading(body);
  const text = withoutHeading(body, title);
  const found = solutionHeading.exec(text);
  const above = (found === null ? text : text.slice(0, found.index)).trim();
  const heading = problemHeading.exec(above);
  return {
    title: title?.text ?? null,
    problem: heading?.index === 0 ? above.slice(heading[0].length).trim() : above,
    solution: found === null ? null : text.slice(found.index + found[0].length).trim(),
  };
}

interface Heading {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A title is a heading of the first level with nothing above it, which does not announce one of the parts. */
function firstHeading(text: string): Heading | null {
  const found = /^[ \t\r\n]*# +([^\n]*?)[ \t#]*\r?(?:\n|$)/u.exec(text);
  if (found?.[1] === undefined || found[1].trim() === '') return null;
  const heading = found[0].trim();
  if (solutionHeading.test(heading) || problemHeading.test(heading)) return null;
  return { text: found[1].trim(), start: 0, end: found[0].length };
}

function withoutHeading(text: string, heading: Heading | null): string {
  return heading === null ? text : text.slice(heading.end);
}

/** As much of the line ends around a text as there is. */
function without(text: string, before: string, after: string): string {
  let start = before.length;
  while (start > 0 && !text.startsWith(before.slice(0, start))) start -= 1;
  let end = after.length;
  while (end > 0 && !text.slice(start).endsWith(after.slice(after.length - end))) end -= 1;
  return text.slice(start, text.length - end);
}

import type { DraftField, DraftFields } from './draft.ts';

const longestTitle = 300;
const longestText = 1_000_000;
const longestTag = 64;
export const mostTags = 50;

export type DraftProblems = Partial<Record<DraftField, string>>;

/** What keeps a draft from being saved, by field, in words for the user. Empty when nothing does. */
export function validateDraft(fields: DraftFields): DraftProblems {
  const problems: Record<DraftField, string | null> = {
    title: titleProblem(fields.title),
    problem: textProblem(fields.problem, 'Describe the problem: what one sees, and when.'),
    solution: textProblem(fields.solution, 'Write down what fixes it.'),
    category: null,
    severity: null,
    tags: tagsProblem(fields.tags),
  };
  return Object.fromEntries(Object.entries(problems).filter(([, words]) => words !== null));
}

function titleProblem(title: string): string | null {
  if (title.trim() === '') return 'Give the entry a title: the code or message first, then what it is.';
  return overLength(title, longestTitle);
}

function textProblem(text: string, whenEmpty: string): string | null {
  return text.trim() === '' ? whenEmpty : overLength(text, longestText);
}

function overLength(text: string, most: number): string | null {
  const over = text.length - most;
  return over <= 0
    ? null
    : `Shorten this by ${over.toLocaleString('en')} characters: ${most.toLocaleString('en')} is the most.`;
}

/** What is wrong with one tag, or null. */
export function tagProblem(tag: string): string | null {
  return tag.length > longestTag
    ? `A tag has at most ${longestTag} characters; this one has ${tag.length}.`
    : null;
}

function tagsProblem(tags: readonly string[]): string | null {
  if (tags.length > mostTags) return `Remove ${tags.length - mostTags} of the tags: ${mostTags} is the most.`;
  return tags.map(tagProblem).find((words) => words !== null) ?? null;
}

import type { Rule } from '../../preload/api.ts';

/** What a rule may ask of a value, in the words of the window. */
export const conditionKinds = [
  ['equals', 'is'],
  ['contains', 'contains'],
  ['startsWith', 'begins with'],
  ['atLeast', 'is at least'],
  ['atMost', 'is at most'],
] as const;
export type ConditionKind = (typeof conditionKinds)[number][0];

/** A rule's condition as its kind and its value as text. */
export function conditionParts({ when }: Rule): { readonly kind: ConditionKind; readonly text: string } {
  if ('equals' in when) return { kind: 'equals', text: when.equals };
  if ('contains' in when) return { kind: 'contains', text: when.contains };
  if ('startsWith' in when) return { kind: 'startsWith', text: when.startsWith };
  if ('atLeast' in when) return { kind: 'atLeast', text: String(when.atLeast) };
  return { kind: 'atMost', text: String(when.atMost) };
}

/** The condition of that kind. Text that is no number counts as 0 where a number is needed. */
export function conditionOf(kind: ConditionKind, text: string): Rule['when'] {
  const number = Number(text);
  const finite = Number.isFinite(number) ? number : 0;
  switch (kind) {
    case 'equals':
      return { equals: text };
    case 'contains':
      return { contains: text };
    case 'startsWith':
      return { startsWith: text };
    case 'atLeast':
      return { atLeast: finite };
    case 'atMost':
      return { atMost: finite };
  }
}

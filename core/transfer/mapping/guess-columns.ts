import { categoryMeant } from './category-meant.ts';
import type { ColumnProfile } from './column-profile.ts';
import { nameScores } from './field-names.ts';
import { mappedFields, type MappedField } from './mapping.ts';

type Chosen = ReadonlyMap<MappedField, ColumnProfile>;

/** The column that most likely holds each field: by its name where its values agree, else by its values. Each column is taken once. */
export function guessColumns(profiles: readonly ColumnProfile[]): Chosen {
  const candidates = profiles.flatMap((profile) =>
    [...nameScores(profile.name)]
      .map(([field, score]) => ({ field, profile, score: score + agreement(field, profile) }))
      .filter(({ score }) => score > 0),
  );
  const chosen = new Map<MappedField, ColumnProfile>();
  const taken = new Set<ColumnProfile>();
  const take = (field: MappedField, profile: ColumnProfile | undefined): void => {
    if (profile === undefined || chosen.has(field) || taken.has(profile)) return;
    chosen.set(field, profile);
    taken.add(profile);
  };
  for (const { field, profile } of candidates.toSorted((one, other) => other.score - one.score))
    take(field, profile);
  const free = (test: (profile: ColumnProfile) => boolean): readonly ColumnProfile[] =>
    profiles.filter((profile) => !taken.has(profile) && profile.filled > 0 && test(profile));
  take('createdAt', free((profile) => looksLikeTimes(profile))[0]);
  take('severity', free((profile) => looksLikeSeverities(profile))[0]);
  const long = free(looksLikeProse).toSorted((one, other) => other.meanLength - one.meanLength);
  const missing = (['problem', 'solution'] as const).filter((field) => !chosen.has(field));
  // The longest texts are the two that matter; the problem stands before its solution.
  const inOrder = long
    .slice(0, missing.length)
    .toSorted((one, other) => profiles.indexOf(one) - profiles.indexOf(other));
  for (const [at, field] of missing.entries()) take(field, inOrder[at]);
  take('title', free((profile) => looksLikeTitles(profile))[0]);
  return new Map(
    mappedFields.flatMap((field) => {
      const profile = chosen.get(field);
      return profile === undefined ? [] : [[field, profile]];
    }),
  );
}

const never = -10_000;

/** How much the values speak for or against what the name says. */
function agreement(field: MappedField, profile: ColumnProfile): number {
  const { filled, distinct, meanLength } = profile;
  // Nothing to look at: the name alone decides, after those that hold something.
  if (filled === 0) return field === 'id' ? never : -300;
  const fewValues = filled >= 8 && distinct.length <= Math.max(3, filled / 8);
  switch (field) {
    case 'id':
      return looksLikeIds(profile) ? 0 : never;
    case 'title':
      return meanLength > 300 || profile.times.fits > 0.8 ? never : fewValues ? -300 : 0;
    case 'problem':
    case 'solution':
      // Such as `Fixed` and `Won't fix`.
      if (meanLength < 25 && fewValues) return never;
      return meanLength < 12 ? -500 : Math.min(meanLength, 100) / 2;
    case 'category':
      if (meanLength > 60) return never;
      // What is the same everywhere, or nowhere, tells nothing apart.
      if (filled >= 8 && (distinct.length === 1 || distinct.length > filled * 0.7)) return -400;
      return distinct.some((type) => categoryMeant(type) !== null) ? 50 : 0;
    case 'severity':
      return profile.severities < 0.4 ? never : 0;
    case 'archived':
      return profile.flags < 0.9 ? never : 0;
    case 'createdAt':
    case 'updatedAt':
      return profile.times.fits < 0.5 ? never : 0;
    case 'author':
      return meanLength > 60 || profile.times.fits > 0.8 ? never : 0;
    case 'tags':
      return meanLength > 300 ? never : 0;
  }
}

/** Such as `INC0012345` or a UUID: a bare number means something else in every program, and would make one entry of two. */
function looksLikeIds({ filled, distinct, lists }: ColumnProfile): boolean {
  return (
    !lists &&
    distinct.length >= Math.min(filled, 300) * 0.8 &&
    distinct.every(
      (id) => id.length >= 5 && id.length <= 100 && /[a-z]/i.test(id) && /\d/.test(id) && !/\s/.test(id),
    )
  );
}

function looksLikeTimes({ times, distinct }: ColumnProfile): boolean {
  // Numbers alone may be anything.
  return times.fits > 0.8 && !distinct.every((value) => /^[\d.,]+$/.test(value) && !/\d\.\d+\./.test(value));
}

function looksLikeSeverities({ distinct, severities }: ColumnProfile): boolean {
  return (
    severities === 1 &&
    distinct.length >= 2 &&
    distinct.length <= 12 &&
    distinct.some((value) => /\p{L}/u.test(value))
  );
}

function looksLikeTitles({ meanLength, filled, distinct }: ColumnProfile): boolean {
  return meanLength >= 10 && meanLength <= 150 && distinct.length >= Math.min(filled, 300) * 0.6;
}

function looksLikeProse({ meanLength, filled, distinct }: ColumnProfile): boolean {
  return meanLength >= 30 && distinct.length >= Math.min(filled, 300) * 0.3;
}

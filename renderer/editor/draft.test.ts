import { describe, expect, test } from 'vitest';
import { asNewEntry, asPatch, asRestoringPatch, changedFields, emptyDraft, withTags } from './draft.ts';
import { validateDraft } from './validate-draft.ts';

const complete = { ...emptyDraft, title: 'S0C7', problem: 'It abends.', solution: 'Initialise the field.' };

describe('a draft', () => {
  test('sends only what changed', () => {
    const edited = { ...complete, title: ' S0C7: data exception ', tags: ['s0c7'] };
    expect(asPatch({ ...complete, category: 'General' }, { ...edited, category: '' })).toEqual({
      title: 'S0C7: data exception',
      tags: ['s0c7'],
    });
    expect(changedFields(complete, { ...complete })).toEqual([]);
  });

  test('without a category goes into the general one', () => {
    expect(asNewEntry(complete)).toMatchObject({ category: 'General' });
    expect(asNewEntry({ ...complete, category: ' VSAM ' })).toMatchObject({ category: 'VSAM' });
  });

  test('takes several tags at once, each once', () => {
    expect(withTags(['vsam'], ' open, VSAM,, file-status ')).toEqual(['vsam', 'open', 'file-status']);
  });

  test('brings an earlier version back, metadata included', () => {
    const patch = asRestoringPatch(
      { metadata: { source: 'new', ticket: 7 } },
      { ...complete, metadata: { source: 'old' } },
    );
    expect(patch).toMatchObject({ title: 'S0C7', metadata: { source: 'old', ticket: null } });
  });
});

describe('what keeps a draft from being saved', () => {
  test('is nothing when title, problem and solution are there', () => {
    expect(validateDraft(complete)).toEqual({});
  });

  test('is named at its field', () => {
    expect(Object.keys(validateDraft(emptyDraft))).toEqual(['title', 'problem', 'solution']);
    expect(validateDraft({ ...complete, title: '   ' }).title).toMatch(/title/u);
  });

  test('is too much text, with how much is too much', () => {
    expect(validateDraft({ ...complete, title: 'x'.repeat(302) }).title).toMatch(/by 2 characters/u);
    expect(validateDraft({ ...complete, problem: 'x'.repeat(1_000_001) }).problem).toMatch(/1,000,000/u);
  });

  test('is a tag too long or too many tags', () => {
    expect(validateDraft({ ...complete, tags: ['x'.repeat(65)] }).tags).toMatch(/65/u);
    expect(validateDraft({ ...complete, tags: Array.from({ length: 52 }, (_, n) => `t${n}`) }).tags).toMatch(
      /Remove 2/u,
    );
  });
});

import { describe, expect, test } from 'vitest';
import { completionsFor } from './completion.ts';

const vocabulary = {
  category: ['VSAM', 'Job control', 'JCL'],
  severity: ['low', 'medium', 'high', 'critical'],
  tag: ['jcl', 'abend'],
};
const texts = (query: string) => completionsFor(query, vocabulary).map((completion) => completion.text);

describe('completing a filter', () => {
  test('offers the field once three letters are typed', () => {
    expect(texts('status cat')).toEqual(['category:']);
    expect(texts('ca')).toEqual([]);
    expect(texts('-sev')).toEqual(['-severity:']);
  });

  test('offers values in use, quoted where they need it', () => {
    expect(texts('category:')).toEqual(['category:VSAM ', 'category:"Job control" ', 'category:JCL ']);
    expect(texts('category:j')).toEqual(['category:"Job control" ', 'category:JCL ']);
    expect(texts('category:"job c')).toEqual(['category:"Job control" ']);
  });

  test('is silent for a finished value, an unknown field and plain words', () => {
    expect(texts('category:vsam')).toEqual([]);
    expect(texts('dsn:x')).toEqual([]);
    expect(texts('category:JCL status')).toEqual([]);
    expect(texts('')).toEqual([]);
  });

  test('replaces only the word being typed', () => {
    expect(completionsFor('status 35 category:v', vocabulary)[0]?.start).toBe(10);
  });
});

import type { Random } from '../../../bench/seeded-random.ts';

/** What readers stumble over when it stands where nobody expects it. */
const splices = [
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\',
  ',',
  ':',
  '\n',
  '\r\n',
  '\0',
  'null',
  'true',
  '-',
  '1e999',
  '\\ud800',
  '\\u0000',
  '"__proto__":',
  '"constructor":{"prototype":{}},',
  '"entries":[',
  '"tables":{',
  '"id":"',
  '{"type":"end"}',
  '{"type":"header","formatVersion":2}',
  '"formatVersion":9,',
  '---\n',
  '## Problem\n',
  '&anchor *anchor',
  '!!js/function ',
  '""',
  "'=1+1",
  ';;;;',
  '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[',
  '../../../etc/passwd',
  'PK\u0001\u0002',
  'SQLite format 3\0',
  '\uFEFF',
];

type Mutation = (bytes: Buffer, random: Random) => Buffer;

const mutations: readonly Mutation[] = [flipBits, flipBits, cutOut, putIn, double, truncate, splice, splice];

/**
 * A copy of a file that something went wrong with: a few times over, in one of the ways in which files go wrong. Where all places are counted, as in a database,
 * whatever moves them makes it unreadable at once; so of those every second one has only bits flipped.
 */
export function mutate(original: Buffer, random: Random, hasPlaces: boolean): Buffer {
  let bytes = Buffer.from(original);
  if (hasPlaces && random.below(2) === 0) return flipBits(bytes, random);
  for (let times = 1 + random.below(4); times > 0; times -= 1) {
    if (bytes.length === 0) break;
    bytes = Buffer.from(random.pick(mutations)(bytes, random));
  }
  return bytes;
}

function flipBits(bytes: Buffer, random: Random): Buffer {
  for (let flips = 1 + random.below(8); flips > 0; flips -= 1) {
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  }
  return bytes;
}

function range(bytes: Buffer, random: Random): readonly [start: number, end: number] {
  const start = random.below(bytes.length);
  // Mostly short, and now and then up to all of it.
  const longest = random.below(5) === 0 ? bytes.length : 40;
  return [start, Math.min(bytes.length, start + 1 + random.below(longest))];
}

function cutOut(bytes: Buffer, random: Random): Buffer {
  const [start, end] = range(bytes, random);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
}

function putIn(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length);
  const put = Buffer.from(Array.from({ length: 1 + random.below(30) }, () => random.below(256)));
  return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at)]);
}

function double(bytes: Buffer, random: Random): Buffer {
  const [start, end] = range(bytes, random);
  const at = random.below(bytes.length);
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(start, end), bytes.subarray(at)]);
}

function truncate(bytes: Buffer, random: Random): Buffer {
  return bytes.subarray(0, random.below(bytes.length));
}

function splice(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(random.pick(splices)), bytes.subarray(at)]);
}

import { describe, expect, it } from 'vitest';
import { createCloneCodec } from './clone.ts';

const codec = createCloneCodec();
const carried = (value: unknown) => codec.decode(codec.encode(value));

describe('the codec that carries IPC', () => {
  it.each([
    ['primitives', [undefined, null, true, 'text', 12.5, -0, Number.NaN, Infinity, -Infinity, 2n ** 80n]],
    ['plain objects with undefined', { a: undefined, b: { c: [] }, ['__proto__x']: 1 }],
    ['maps and sets', new Map<unknown, unknown>([[{ key: 1 }, new Set([1, 'two'])]])],
    ['dates', [new Date(12_345), new Date(Number.NaN)]],
    ['regular expressions', /a\/b/giu],
    [
      'bytes',
      [
        new Uint8Array([0, 255]),
        new Float64Array([1.5, -0]),
        new BigInt64Array([-1n]),
        new Uint8Array([7]).buffer,
      ],
    ],
    ['long bytes', new Uint8Array(100_000).fill(200)],
    ['holes in arrays', [1, , 3]],
    ['lone surrogates', '\ud800'],
  ])('brings %s back as they were', (_name, value) => {
    const back = carried(value);
    expect(back).toStrictEqual(value);
  });

  it('keeps the kind, message, stack and cause of errors', () => {
    const error = new RangeError('too far', { cause: new Map([[1, 'why']]) });
    const back = carried(error) as RangeError;
    expect(back).toBeInstanceOf(RangeError);
    expect({ message: back.message, stack: back.stack, cause: back.cause }).toEqual({
      message: 'too far',
      stack: error.stack,
      cause: new Map([[1, 'why']]),
    });
  });

  it('keeps what is shared shared, and circles closed', () => {
    const inner = { name: 'inner' };
    const value: { one: object; other: object; self?: object } = { one: inner, other: inner };
    value.self = value;
    const back = carried(value) as typeof value;
    expect(back.one).toBe(back.other);
    expect(back.self).toBe(back);
  });

  it('sends a small Buffer without the memory that it shares with others', () => {
    const back = carried(Buffer.from('ab')) as Uint8Array;
    expect([...back]).toEqual([97, 98]);
    expect(back.buffer.byteLength).toBe(2);
  });

  it('makes plain objects of instances and never touches a prototype', () => {
    class Point {
      x = 1;
    }
    expect(Object.getPrototypeOf(carried(new Point()))).toBe(Object.prototype);
    const back = carried(JSON.parse('{"__proto__":{"polluted":true}}')) as object;
    expect(Object.keys(back)).toEqual(['__proto__']);
    expect('polluted' in back).toBe(false);
  });

  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a promise', Promise.resolve()],
    ['a function deep inside', { a: [{ b: () => 1 }] }],
    ['a weak map', new WeakMap()],
  ])('refuses %s in the words of Electron', (_name, value) => {
    expect(() => codec.encode(value)).toThrow('An object could not be cloned.');
  });
});

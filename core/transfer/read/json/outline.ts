import { recordLimits } from '../record-limits.ts';
import { Capture } from './capture.ts';
import type { ScannedRecord } from './parse-record.ts';
import { ValueScanner } from './value-scanner.ts';

/** The keys that lead to a value from the top. */
export type JsonPath = readonly string[];

export type FirstElement = 'object' | 'other' | 'none';

/** What is told of a JSON text while its bytes come in. */
export interface OutlineListener {
  /** A text, number, true, false or null outside of lists, if it is short. */
  scalar(path: JsonPath, value: unknown): void;
  /** A list begins; whether its elements are wanted. */
  list(path: JsonPath, first: FirstElement): boolean;
  element(path: JsonPath, record: ScannedRecord): void;
}

/** A text that is not JSON, at a byte counted from 0. */
export class BrokenJson extends Error {
  readonly at: number;
  /** The text ends too early, but is fine so far. */
  readonly isCut: boolean;

  constructor(message: string, at: number, isCut = false) {
    super(message);
    this.at = at;
    this.isCut = isCut;
  }
}

interface Frame {
  readonly path: JsonPath;
  /** Of an object: keys so far. */
  readonly keys: Set<string> | null;
}

type Expected = 'value' | 'list' | 'element' | 'object' | 'key' | 'colon' | 'comma' | 'nothing';
type Purpose = 'key' | 'scalar' | 'element' | 'skipped' | null;

/** Objects on the way to lists, not counting what is inside a list. Deeper ones are passed over. */
const deepestPath = 8;
const longestScalar = 65_536;
/** Of one object on the way to a list. */
const mostKeys = 10_000;

/**
 * Walks through the objects at the top of a JSON text, and hands out the elements of lists as bytes. It holds one element at most, and no more of it than a
 * record may have; brackets and commas are checked, the elements are not.
 */
export class JsonOutline {
  readonly #listener: OutlineListener;
  readonly #scanner = new ValueScanner();
  readonly #capture = new Capture();
  readonly #frames: Frame[] = [];
  #expected: Expected = 'value';
  #purpose: Purpose = null;
  #key = '';
  /** Bytes before the chunk at hand. */
  #passed = 0;
  /** Where the value at hand begins. */
  #valueAt = 0;

  constructor(listener: OutlineListener) {
    this.#listener = listener;
  }

  /** Where the element that was handed out last begins, in bytes from 0. */
  get elementAt(): number {
    return this.#valueAt;
  }

  /** The whole value has been read. */
  get isComplete(): boolean {
    return this.#expected === 'nothing';
  }

  /** Throws `BrokenJson`, and whatever the listener throws. */
  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#purpose !== null) {
        const end = this.#scanner.scan(chunk, at);
        if (end < 0) {
          if (this.#purpose !== 'skipped') this.#capture.keep(chunk.subarray(at));
          break;
        }
        this.#finish(chunk.subarray(at, end));
        at = end;
        continue;
      }
      const byte = chunk[at] ?? 0;
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) {
        at += 1;
        continue;
      }
      at = this.#step(byte, at);
    }
    this.#passed += chunk.length;
  }

  /** Throws `BrokenJson` where the text ends too early. */
  end(): void {
    if (!this.isComplete) throw new BrokenJson('it ends in the middle', this.#passed, true);
  }

  /** One byte outside of captured values; returns the next place. */
  #step(byte: number, at: number): number {
    const frame = this.#frames.at(-1);
    switch (this.#expected) {
      case 'value':
        if (byte === 0x5b) this.#open(null, 'list');
        else if (byte === 0x7b && this.#frames.length < deepestPath) this.#open(new Set(), 'object');
        else if (frame === undefined) throw this.#unexpected(byte, at, 'a list or an object');
        else return this.#begin(byte === 0x7b ? 'skipped' : 'scalar', byte, at);
        return at + 1;
      case 'list':
        if (byte === 0x5d) {
          this.#listener.list(frame?.path ?? [], 'none');
          return this.#close(at);
        }
        if (!this.#listener.list(frame?.path ?? [], byte === 0x7b ? 'object' : 'other')) {
          this.#frames.pop();
          return this.#begin('skipped', byte, at, true);
        }
        return this.#begin('element', byte, at);
      case 'element':
        return this.#begin('element', byte, at);
      case 'object':
        if (byte === 0x7d) return this.#close(at);
        return this.#beginKey(byte, at);
      case 'key':
        return this.#beginKey(byte, at);
      case 'colon':
        if (byte !== 0x3a) throw this.#unexpected(byte, at, 'a colon');
        this.#expected = 'value';
        return at + 1;
      case 'comma':
        if (byte === (frame?.keys === null ? 0x5d : 0x7d)) return this.#close(at);
        if (byte !== 0x2c) throw this.#unexpected(byte, at, 'a comma');
        this.#expected = frame?.keys === null ? 'element' : 'key';
        return at + 1;
      case 'nothing':
        throw this.#unexpected(byte, at, 'nothing more');
    }
  }

  #open(keys: Set<string> | null, expected: Expected): void {
    const parent = this.#frames.at(-1);
    this.#frames.push({ path: parent === undefined ? [] : [...parent.path, this.#key], keys });
    this.#expected = expected;
  }

  #close(at: number): number {
    this.#frames.pop();
    this.#expected = this.#frames.length === 0 ? 'nothing' : 'comma';
    return at + 1;
  }

  #beginKey(byte: number, at: number): number {
    if (byte !== 0x22) throw this.#unexpected(byte, at, 'a key in quotes');
    return this.#begin('key', byte, at);
  }

  #begin(purpose: Purpose, byte: number, at: number, inside = false): number {
    if (byte === 0x2c || byte === 0x3a || byte === 0x5d || byte === 0x7d)
      throw this.#unexpected(byte, at, 'a value');
    this.#purpose = purpose;
    this.#valueAt = this.#passed + at;
    this.#scanner.begin(byte, inside);
    this.#capture.begin(purpose === 'element' ? recordLimits.bytes : longestScalar);
    return at;
  }

  #finish(last: Buffer): void {
    const purpose = this.#purpose;
    this.#purpose = null;
    if (purpose === 'skipped') {
      this.#expected = this.#frames.length === 0 ? 'nothing' : 'comma';
      return;
    }
    const bytes = this.#capture.finish(last);
    const frame = this.#frames.at(-1);
    if (purpose === 'element') {
      this.#expected = 'comma';
      const { colons, deepest, isCompact } = this.#scanner;
      this.#listener.element(frame?.path ?? [], { bytes, colons, deepest, isCompact });
    } else if (purpose === 'key') {
      this.#expected = 'colon';
      this.#key = this.#noteKey(bytes, frame);
    } else {
      this.#expected = 'comma';
      if (bytes !== null) this.#listener.scalar([...(frame?.path ?? []), this.#key], this.#parse(bytes));
    }
  }

  #noteKey(bytes: Buffer | null, frame: Frame | undefined): string {
    if (bytes === null) throw new BrokenJson('a key has more than 64 kB', this.#valueAt);
    const key = String(this.#parse(bytes));
    if (frame?.keys?.has(key))
      throw new BrokenJson(`the key ${JSON.stringify(key.slice(0, 200))} occurs twice`, this.#valueAt);
    frame?.keys?.add(key);
    if ((frame?.keys?.size ?? 0) > mostKeys)
      throw new BrokenJson(`an object has more than ${mostKeys.toLocaleString('en')} keys`, this.#valueAt);
    return key;
  }

  #parse(bytes: Buffer): unknown {
    try {
      return JSON.parse(bytes.toString());
    } catch {
      const text = bytes.toString().slice(0, 40);
      throw new BrokenJson(`${JSON.stringify(text)} is neither a text nor a number`, this.#valueAt);
    }
  }

  #unexpected(byte: number, at: number, wanted: string): BrokenJson {
    const found =
      byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `byte ${byte.toString(16).padStart(2, '0')}`;
    return new BrokenJson(`${found} was found where ${wanted} should be`, this.#passed + at);
  }
}

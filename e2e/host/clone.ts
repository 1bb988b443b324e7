/** Carries values between processes by the rules of structured clone. */
export interface CloneCodec {
  /** Throws `An object could not be cloned.` for functions, symbols, promises, DOM nodes and the like. */
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * The codec that Electron's IPC is carried with: Map, Set, Date, RegExp, Error, typed arrays, BigInt, `undefined`,
 * holes, shared and circular references arrive as they were sent; class instances arrive as plain objects.
 * The function is sent to the page as text, so it refers to nothing outside itself.
 */
export function createCloneCodec(): CloneCodec {
  type Coded = string | number | boolean | null | readonly Coded[];
  const views = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };
  const errors = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
  const notCloned = () => new Error('An object could not be cloned.');

  function toBase64(bytes: Uint8Array): string {
    let text = '';
    for (let start = 0; start < bytes.length; start += 8192) {
      text += String.fromCharCode(...bytes.subarray(start, start + 8192));
    }
    return btoa(text);
  }

  function fromBase64(text: string): ArrayBuffer {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return bytes.buffer;
  }

  /** Works on what `structuredClone` returned, so there are no getters, proxies or class instances left. */
  function code(value: unknown, seen: Map<object, number>): Coded {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0)
          ? value
          : ['number', Object.is(value, -0) ? '-0' : String(value)];
      case 'undefined':
        return ['undefined'];
      case 'bigint':
        return ['bigint', String(value)];
      case 'object':
        return value === null ? null : codeObject(value, seen);
      default:
        throw notCloned();
    }
  }

  function codeObject(value: object, seen: Map<object, number>): Coded {
    const known = seen.get(value);
    if (known !== undefined) return ['seen', known];
    seen.set(value, seen.size);
    const kind = Object.prototype.toString.call(value).slice(8, -1);
    if (Array.isArray(value)) {
      return [
        'Array',
        value.length,
        Object.keys(value).map((key) => [key, code(Reflect.get(value, key), seen)]),
      ];
    }
    if (value instanceof Date) return ['Date', code(value.getTime(), seen)];
    if (value instanceof RegExp) return ['RegExp', value.source, value.flags];
    if (value instanceof Map) {
      return ['Map', [...value].map(([key, item]) => [code(key, seen), code(item, seen)])];
    }
    if (value instanceof Set) return ['Set', [...value].map((item) => code(item, seen))];
    if (value instanceof ArrayBuffer) return ['ArrayBuffer', toBase64(new Uint8Array(value))];
    if (ArrayBuffer.isView(value)) {
      // A view takes its own bytes along, not the whole buffer: Node cuts small Buffers out of a shared one.
      return ['view', kind, toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))];
    }
    if (value instanceof Error) {
      const stack = typeof value.stack === 'string' ? value.stack : null;
      const cause: Coded = 'cause' in value ? [code(value.cause, seen)] : [];
      return ['Error', value.name, value.message, stack, cause];
    }
    if (
      value instanceof Number ||
      value instanceof String ||
      value instanceof Boolean ||
      value instanceof BigInt
    ) {
      return ['boxed', code(value.valueOf(), seen)];
    }
    if (Object.getPrototypeOf(value) !== Object.prototype) throw notCloned();
    return ['Object', Object.keys(value).map((key) => [key, code(Reflect.get(value, key), seen)])];
  }

  function revive(coded: Coded, seen: object[]): unknown {
    if (typeof coded !== 'object' || coded === null) return coded;
    const [kind, ...parts] = coded;
    switch (kind) {
      case 'number':
        return Number(parts[0]);
      case 'undefined':
        return undefined;
      case 'bigint':
        return BigInt(String(parts[0]));
      case 'seen':
        return seen[Number(parts[0])];
      default:
        return reviveObject(String(kind), parts, seen);
    }
  }

  function reviveObject(kind: string, parts: readonly Coded[], seen: object[]): object {
    const keep = <T extends object>(value: T): T => {
      seen.push(value);
      return value;
    };
    const [first, second, third, fourth] = parts;
    const pairs = (list: Coded | undefined) =>
      (list ?? []) as unknown as readonly (readonly [Coded, Coded])[];
    const define = (target: object, list: Coded | undefined) => {
      for (const [key, item] of pairs(list)) {
        const value = revive(item, seen);
        Object.defineProperty(target, String(key), {
          value,
          writable: true,
          enumerable: true,
          configurable: true,
        });
      }
      return target;
    };
    switch (kind) {
      case 'Array':
        return define(keep(Object.assign([], { length: Number(first) })), second);
      case 'Object':
        return define(keep({}), first);
      case 'Date':
        return keep(new Date(revive(first ?? null, []) as number));
      case 'RegExp':
        return keep(new RegExp(String(first), String(second)));
      case 'Map': {
        const map = keep(new Map<unknown, unknown>());
        for (const [key, item] of pairs(first)) map.set(revive(key, seen), revive(item, seen));
        return map;
      }
      case 'Set': {
        const set = keep(new Set<unknown>());
        for (const item of first as readonly Coded[]) set.add(revive(item, seen));
        return set;
      }
      case 'ArrayBuffer':
        return keep(fromBase64(String(first)));
      case 'view':
        return keep(
          Reflect.construct(views[String(first) as keyof typeof views], [
            fromBase64(String(second)),
          ]) as object,
        );
      case 'Error': {
        const name = String(first);
        const error = keep(new (errors[name as keyof typeof errors] ?? Error)(String(second)));
        if (third !== null && third !== undefined)
          Object.defineProperty(error, 'stack', { value: third, configurable: true, writable: true });
        const causes = fourth as readonly Coded[];
        if (causes.length > 0) error.cause = revive(causes[0] ?? null, seen);
        return error;
      }
      case 'boxed':
        return keep(Object(revive(first ?? null, seen)) as object);
      default:
        throw new Error(`A message holds a value of the unknown kind ${kind}.`);
    }
  }

  return {
    encode(value) {
      let cloned: unknown;
      try {
        cloned = structuredClone(value);
      } catch {
        throw notCloned();
      }
      return JSON.stringify(code(cloned, new Map()));
    },
    decode(text) {
      return revive(JSON.parse(text) as Coded, []);
    },
  };
}

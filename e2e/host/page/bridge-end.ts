/** One side of the wall between the preload's world and the page's. */
export interface BridgeEnd {
  /** Copies `value` into the other world under `globalThis[key]`, deep-frozen. Throws where the key is taken. */
  expose(key: string, value: unknown): void;
}

/**
 * What Electron's contextBridge does in native code: values are copied from world to world, functions and promises
 * become stand-ins of the other world, and no object is ever shared. The two ends talk in synchronous DOM events whose
 * `detail` the browser clones between worlds; the event's name is a secret of this document.
 * The function is sent to the page as text, so it refers to nothing outside itself. It runs before any script of
 * the page, and keeps its own references to what it uses, which the page may replace later.
 */
export function createBridgeEnd(side: 'page' | 'preload', secret: string): BridgeEnd {
  type Coded =
    | { readonly kind: 'clone'; readonly value: unknown }
    | { readonly kind: 'array'; readonly items: readonly Coded[] }
    | { readonly kind: 'object'; readonly fields: readonly (readonly [string, Coded])[] }
    | { readonly kind: 'error'; readonly message: string; readonly stack: string }
    | { readonly kind: 'function'; readonly id: number }
    | { readonly kind: 'promise'; readonly id: number }
    | { readonly kind: 'nothing' };
  type Message =
    | { readonly step: 'expose'; readonly key: string; readonly value: Coded }
    | { readonly step: 'call'; readonly id: number; readonly rest: readonly Coded[] }
    | { readonly step: 'settle'; readonly id: number; readonly failed: boolean; readonly value: Coded }
    | { readonly step: 'answer'; readonly failed: boolean; readonly value: Coded };

  const incoming = `${secret}-to-${side}`;
  const outgoing = `${secret}-to-${side === 'page' ? 'preload' : 'page'}`;
  const { apply, ownKeys, getPrototypeOf, defineProperty } = Reflect;
  const { freeze, prototype: plain } = Object;
  const { isArray } = Array;
  const { isView } = ArrayBuffer;
  const clone = globalThis.structuredClone;
  const OwnCustomEvent = CustomEvent;
  const OwnError = Error;
  const OwnPromise = Promise;
  const then = Promise.prototype.then;
  const dispatch = EventTarget.prototype.dispatchEvent;
  const stop = Event.prototype.stopImmediatePropagation;
  const detailOf = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get ?? (() => null);
  const target = window;

  const functions: ((...rest: unknown[]) => unknown)[] = [];
  const numbers = new WeakMap<object, number>();
  const numberOf = WeakMap.prototype.get.bind(numbers);
  const remember = WeakMap.prototype.set.bind(numbers);
  const waiting: Record<
    number,
    { resolve(value: unknown): void; reject(reason: unknown): void } | undefined
  > = {
    __proto__: null,
  } as never;
  let promises = 0;
  let answer: Message | null = null;

  function post(message: Message): Message | null {
    answer = null;
    apply(dispatch, target, [new OwnCustomEvent(outgoing, { detail: message })]);
    return answer;
  }

  function code(value: unknown, path: readonly object[]): Coded {
    if (typeof value === 'function') {
      let id = numberOf(value) as number | undefined;
      if (id === undefined) {
        id = functions.length;
        functions[id] = value as (...rest: unknown[]) => unknown;
        remember(value, id);
      }
      return { kind: 'function', id };
    }
    if (typeof value === 'symbol') throw new OwnError('An object could not be cloned.');
    if (typeof value !== 'object' || value === null)
      return value === undefined ? { kind: 'nothing' } : { kind: 'clone', value };
    for (let index = 0; index < path.length; index += 1) {
      if (path[index] === value) throw new OwnError('An object could not be cloned: it contains itself.');
    }
    if (value instanceof OwnPromise) return codePromise(value);
    if (value instanceof OwnError) return { kind: 'error', message: value.message, stack: value.stack ?? '' };
    const inner = [...path, value];
    if (isArray(value)) {
      const items: Coded[] = [];
      for (let index = 0; index < value.length; index += 1) items[index] = code(value[index], inner);
      return { kind: 'array', items };
    }
    const prototype = getPrototypeOf(value);
    if (prototype === plain || prototype === null) {
      const fields: [string, Coded][] = [];
      const keys = ownKeys(value);
      for (let index = 0; index < keys.length; index += 1) {
        const key = keys[index];
        if (typeof key === 'string') fields[fields.length] = [key, code(Reflect.get(value, key), inner)];
      }
      return { kind: 'object', fields };
    }
    if (
      value instanceof Date ||
      value instanceof Map ||
      value instanceof Set ||
      value instanceof RegExp ||
      value instanceof ArrayBuffer ||
      value instanceof Blob ||
      isView(value)
    ) {
      return { kind: 'clone', value: clone(value) };
    }
    // An instance of a class arrives as a plain object with its own fields, as in Electron.
    return code({ ...value }, path);
  }

  function codePromise(promise: Promise<unknown>): Coded {
    promises += 1;
    const id = promises;
    const settle = (failed: boolean) => (value: unknown) => {
      let coded: Coded;
      let failedToo = failed;
      try {
        coded = code(value, []);
      } catch (caught) {
        failedToo = true;
        coded = code(caught, []);
      }
      post({ step: 'settle', id, failed: failedToo, value: coded });
    };
    void apply(then, promise, [settle(false), settle(true)]);
    return { kind: 'promise', id };
  }

  function revive(coded: Coded, frozen: boolean): unknown {
    const finish = <T extends object>(value: T): T => (frozen ? freeze(value) : value);
    switch (coded.kind) {
      case 'nothing':
        return undefined;
      case 'clone':
        return coded.value;
      case 'array': {
        const list: unknown[] = [];
        for (let index = 0; index < coded.items.length; index += 1)
          list[index] = revive(coded.items[index] as Coded, frozen);
        return finish(list);
      }
      case 'object': {
        const made = {};
        for (let index = 0; index < coded.fields.length; index += 1) {
          const [key, item] = coded.fields[index] as readonly [string, Coded];
          const value = revive(item, frozen);
          defineProperty(made, key, { value, writable: true, enumerable: true, configurable: true });
        }
        return finish(made);
      }
      case 'error': {
        const error = new OwnError(coded.message);
        if (coded.stack !== '')
          defineProperty(error, 'stack', { value: coded.stack, writable: true, configurable: true });
        return error;
      }
      case 'function':
        return finish(standIn(coded.id));
      case 'promise':
        return new OwnPromise((resolve, reject) => {
          waiting[coded.id] = { resolve, reject };
        });
    }
  }

  function standIn(id: number): (...rest: unknown[]) => unknown {
    return (...rest) => {
      const coded: Coded[] = [];
      for (let index = 0; index < rest.length; index += 1) coded[index] = code(rest[index], []);
      const reply = post({ step: 'call', id, rest: coded });
      if (reply === null || reply.step !== 'answer') throw new OwnError('The window is being closed.');
      const value = revive(reply.value, false);
      if (reply.failed) throw value;
      return value;
    };
  }

  function answerTo(work: () => unknown): Message {
    try {
      return { step: 'answer', failed: false, value: code(work(), []) };
    } catch (caught) {
      return { step: 'answer', failed: true, value: code(caught, []) };
    }
  }

  function receive(message: Message): void {
    switch (message.step) {
      case 'answer':
        answer = message;
        return;
      case 'settle': {
        const end = waiting[message.id];
        delete waiting[message.id];
        if (message.failed) end?.reject(revive(message.value, false));
        else end?.resolve(revive(message.value, false));
        return;
      }
      case 'call':
        post(
          answerTo(() => {
            const callee = functions[message.id];
            if (callee === undefined) throw new OwnError('That function is not there any more.');
            const rest: unknown[] = [];
            for (let index = 0; index < message.rest.length; index += 1)
              rest[index] = revive(message.rest[index] as Coded, false);
            return apply(callee, undefined, rest);
          }),
        );
        return;
      case 'expose':
        // Only the preload exposes: the page's world is not trusted to.
        if (side !== 'page') return;
        post(
          answerTo(() => {
            if (message.key in globalThis) {
              throw new OwnError('Cannot bind an API on top of an existing property on the window object');
            }
            const value = revive(message.value, true);
            defineProperty(globalThis, message.key, {
              value,
              enumerable: true,
              writable: false,
              configurable: false,
            });
          }),
        );
    }
  }

  target.addEventListener(incoming, (event) => {
    apply(stop, event, []);
    receive(apply(detailOf, event, []) as Message);
  });

  return {
    expose(key, value) {
      const reply = post({ step: 'expose', key, value: code(value, []) });
      if (reply === null || reply.step !== 'answer')
        throw new OwnError('The page is not there to expose an API to.');
      if (reply.failed) throw revive(reply.value, false);
    },
  };
}

/** Names that the language, Node and test tools look up on any object; these are simply absent. */
const LOOKED_UP_ANYWHERE = new Set([
  'then',
  'toJSON',
  'inspect',
  'nodeType',
  'asymmetricMatch',
  'domain',
  '$$typeof',
]);

/**
 * Makes reading what `target` lacks throw `the stand-in host has no app.setBadgeCount` instead of giving `undefined`.
 * `target` is an object or a class's prototype; `name` is what programs call it.
 */
export function refuseMissing(target: object, name: string): void {
  const parent: object = Object.getPrototypeOf(target) ?? Object.prototype;
  const gate = new Proxy(parent, {
    get(above, key, receiver) {
      if (typeof key === 'symbol' || key in above || LOOKED_UP_ANYWHERE.has(key)) {
        return Reflect.get(above, key, receiver);
      }
      throw missing(`${name}.${key}`);
    },
  });
  Object.setPrototypeOf(target, gate);
}

/** The error for a part of Electron that this host does not have. */
export function missing(what: string): Error {
  return new Error(`the stand-in host has no ${what}`);
}

/** Stands for a whole Electron module that this host does not have: importing it is fine, using it throws. */
export function missingModule(name: string): never {
  const absent = new Proxy(function absent() {}, {
    get(_target, key) {
      if (typeof key === 'symbol' || LOOKED_UP_ANYWHERE.has(key)) return undefined;
      throw missing(`${name}.${key}`);
    },
    apply() {
      throw missing(name);
    },
    construct() {
      throw missing(name);
    },
  });
  return absent as never;
}

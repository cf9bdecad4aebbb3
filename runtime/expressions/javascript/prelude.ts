/**
 * JavaScript that prepares a fresh QuickJS context: it takes away what could let something out or live on between
 * scripts, adds the helpers, freezes everything and gives back the function by which the host runs scripts.
 *
 * `run` parses the scope again after a script that may have changed it, and answers with a text, since one string is the cheapest thing to get across. Its first letter says what follows:
 * `j` JSON, `n` a number that JSON has not, `u` nothing (undefined), `e` the message of an error as JSON,
 * `l` the message of a limit of the engine.
 */
export const PRELUDE = `(function (host, helperNames, MAX_DEPTH) {
  "use strict";
  const nativeParse = JSON.parse;
  const nativeStringify = JSON.stringify;
  const nativeParseDate = Date.parse;
  const nativeUtc = Date.UTC;

  // JSON.stringify of QuickJS recurses without checking the stack, and an overflow ends the whole engine.
  const limitDepth = (replace) => {
    const depths = new Map();
    return function (key, value) {
      const item = replace(this, key, value);
      if (typeof item !== "object" || item === null) return item;
      const depth = (depths.get(this) ?? 0) + 1;
      if (depth > MAX_DEPTH) throw new RangeError("the value is nested more than " + MAX_DEPTH + " deep");
      depths.set(item, depth);
      return item;
    };
  };

  // What JSON.stringify would leave out without a word is refused.
  const refuseOthers = (holder, key, value) => {
    const type = typeof value;
    if (type === "function" || type === "symbol" || type === "bigint") {
      throw new TypeError("the result holds a " + type + ", which is no JSON value");
    }
    return value;
  };

  const encode = (value) => {
    if (value === undefined) return "u";
    if (typeof value === "number" && !isFinite(value)) return "n" + value;
    refuseOthers(null, "", value);
    const json = typeof value === "object" ? nativeStringify(value, limitDepth(refuseOthers)) : nativeStringify(value);
    return json === undefined ? "u" : "j" + json;
  };

  const describe = (error) => {
    try {
      return String(error).slice(0, 300);
    } catch {
      return "something was thrown that has no text";
    }
  };

  // No code from text.
  const refuseCode = function Function() {
    throw new TypeError("code cannot be made from text");
  };
  refuseCode.prototype = Function.prototype;
  for (const sample of [function () {}, function* () {}]) {
    Object.defineProperty(Object.getPrototypeOf(sample), "constructor", { value: refuseCode });
  }
  globalThis.Function = refuseCode;
  delete globalThis.eval;

  // Newer than ECMAScript 2023, and a long chain of them overflows the stack of the engine.
  const iterators = Object.getPrototypeOf(Object.getPrototypeOf([].values()));
  for (const key of Reflect.ownKeys(iterators)) if (key !== Symbol.iterator) delete iterators[key];
  delete globalThis.Iterator;

  JSON.stringify = function stringify(value, replacer, space) {
    let replace = (holder, key, item) => item;
    if (typeof replacer === "function") replace = (holder, key, item) => Reflect.apply(replacer, holder, [key, item]);
    if (Array.isArray(replacer)) {
      const keys = new Set(replacer.map(String));
      replace = (holder, key, item) => (key === "" || Array.isArray(holder) || keys.has(key) ? item : undefined);
    }
    return nativeStringify(value, limitDepth(replace), space);
  };
  JSON.parse = function parse(text, reviver) {
    const json = String(text);
    if (host.isTooDeep(json)) throw new RangeError("the JSON text is nested more than " + MAX_DEPTH + " deep");
    return nativeParse(json, reviver);
  };

  // Of dates only what needs no object is left, since \`new\` is refused, and no time zone of the machine shows through.
  const ZONED = /(?:[zZ]|GMT|UTC?|[+-]\\d\\d:?\\d\\d)\\s*$/;
  globalThis.Date = {
    now: () => host.now(),
    parse: (text) => (ZONED.test(text) ? nativeParseDate(text) : nativeParseDate(text + "Z")),
    UTC: (...parts) => nativeUtc(...parts),
  };
  Math.random = () => host.random();

  for (const name of helperNames) {
    const help = host["help:" + name];
    const helper = (...args) => {
      // Helpers take no objects; an empty one stands for any, so that they say so.
      const plain = args.map((arg) => (typeof arg === "object" && arg !== null ? {} : arg));
      const answered = help(nativeStringify(plain));
      if (typeof answered === "boolean") return answered;
      const answer = nativeParse(answered);
      if (answer.error === undefined) return answer.value;
      throw new TypeError(answer.error);
    };
    Object.defineProperty(helper, "name", { value: name });
    globalThis[name] = helper;
  }

  const frozen = new Set();
  const freeze = (value) => {
    if (value === null || (typeof value !== "object" && typeof value !== "function") || frozen.has(value)) return;
    frozen.add(value);
    Object.freeze(value);
    freeze(Object.getPrototypeOf(value));
    for (const key of Reflect.ownKeys(value)) {
      const property = Object.getOwnPropertyDescriptor(value, key);
      freeze(property.value);
      freeze(property.get);
      freeze(property.set);
    }
  };
  freeze(globalThis);
  // Prototypes that no global name leads to.
  [
    [].values(),
    ""[Symbol.iterator](),
    "".matchAll(/./g),
    new Map().values(),
    new Set().values(),
    (function* () {})(),
    function* () {},
    (function () { return arguments; })(),
  ].forEach(freeze);

  let scopeJson = "{}";
  let scope = {};
  let untouched = false;
  return function run(script, keepsScope, newScopeJson) {
    if (newScopeJson !== undefined) {
      scopeJson = newScopeJson;
      untouched = false;
    }
    if (!untouched) scope = nativeParse(scopeJson);
    untouched = keepsScope;
    try {
      return encode(script(scope.data, scope.step));
    } catch (error) {
      if (error === null) return "lout of memory";
      if (error instanceof InternalError) return "l" + error.message;
      return "e" + nativeStringify(describe(error));
    }
  };
})`;

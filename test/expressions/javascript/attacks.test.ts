import { setTimeout as wait } from "node:timers/promises";
import { failure, scopeOf, useExpressions, valueOf } from "./setup.js";

const expressions = useExpressions({ limits: { timeMs: 200 } });

/** The next contact's scripts run as if nothing had been: same built-ins, own data, no traces. */
function nextContactIsUnharmed(): void {
  const probe =
    "{{[typeof ({}).evil, typeof globalThis.evil, [3, 1].sort().join(), JSON.stringify({a: [1]}), data.own, typeof data.secret]}}";
  expect(valueOf(expressions(), probe, scopeOf({ own: "mine" }))).toEqual([
    "undefined",
    "undefined",
    "1,3",
    '{"a":[1]}',
    "mine",
    "undefined",
  ]);
}

// An instance that had to be given up is replaced in the background, as it is between two sprints.
afterEach(() => wait(100));

const secret = scopeOf({ secret: "of another contact", list: [1, 2, 3] });

describe("what is stopped, by a limit or for want of a means", () => {
  test.each([
    ["a Proxy with traps", "Reflect.construct(Proxy, [{}, {get: () => 1}])"],
    ["a Promise that runs later", "Promise.resolve().then(() => Object.assign(globalThis, {evil: 1}))"],
    ["an async generator's queue", "(async function* () { yield 1 })().next()"],
    ["shared memory", "Reflect.construct(SharedArrayBuffer, [8])"],
    ["typed arrays of a size", "Reflect.construct(Uint8Array, [2 ** 31])"],
    ["weak references that outlive the script", "Reflect.construct(WeakRef, [{}])"],
    ["a finalizer that runs later", "Reflect.construct(FinalizationRegistry, [() => 1])"],
    ["code by a tagged prototype walk", "data.list.constructor.constructor.constructor('return this')()"],
    ["code by the constructor of a bound function", "(() => 1).bind().constructor('return 1')()"],
    ["code by a generator's constructor", "(function* () {})().constructor.constructor('return 1')()"],
    ["a getter that never comes back", "Object.defineProperty({}, 'x', {get() { while (true) {} }}).x"],
    ["a getter on the way out", "({get a() { while (true) {} }})"],
    ["a toJSON bomb", "({toJSON() { return [this, this].map(() => ({toJSON: this.toJSON})) }})"],
    ["a valueOf that never comes back", "({valueOf() { while (true) {} }}) + 1"],
    ["an iterator without end", "[...{[Symbol.iterator]: () => ({next: () => ({value: 1})})}]"],
    ["a generator without end", "[...(function* () { while (true) yield 1 })()]"],
    ["a sort that never agrees", "data.list.sort(() => { while (true) {} })"],
    ["a replacement that grows", "((f, s) => f(f, s))((f, s) => f(f, s.replaceAll('a', 'aa')), 'a')"],
    ["a regular expression that backtracks", "/^(\\\\w+\\\\s?)*$/.test('a'.repeat(60) + '!')"],
    ["an alternation that backtracks", "/(a|a)*b/.test('a'.repeat(50))"],
    ["a JSON bomb", "JSON.parse('['.repeat(100000))"],
    ["a deep object built up", "Array.from({length: 1e5}).reduce((deep) => ({deep}), {})"],
    ["a string of all memory", "'x'.repeat(2 ** 30)"],
    ["arrays of arrays", "((f, a) => f(f, a))((f, a) => f(f, [a, ...a]), [1])"],
    ["a huge power of a BigInt", "2n ** (2n ** 40n)"],
    ["a number as a long text", "(10n ** 100000n).toString().repeat(1000)"],
    ["mutual recursion", "((a, b) => a(a, b))((a, b) => b(a, b), (a, b) => a(a, b))"],
    ["recursion through a getter", "((o) => o.x)({get x() { return this.x }})"],
    ["recursion through toString", "`${{toString() { return `${this}` }}}`"],
    [
      "a thrown stack overflow caught again and again",
      "(f => f(f))(f => { try { return f(f) } catch { return f(f) } })",
    ],
  ])("%s", (_name, script) => {
    const outcome = failure(expressions(), `{{ ${script.replaceAll("\\\\", "\\")} }}`, secret);

    expect(typeof outcome).toBe("string");
    nextContactIsUnharmed();
  });
});

describe("what runs, and changes nothing for the next", () => {
  test.each([
    ["own properties named like the prototype", "Object.fromEntries([['__proto__', {evil: 1}]])"],
    ["a class made of functions", "Object.setPrototypeOf({}, {evil: 1}).evil"],
    ["a walk up the prototypes", "Object.getPrototypeOf(Object.getPrototypeOf(data.list)) === Object.prototype"],
    ["a change of the built-ins that is refused", "Reflect.set(Object.prototype, 'evil', 1)"],
    ["a change of the globals that is refused", "Reflect.defineProperty(globalThis, 'evil', {value: 1})"],
    ["a change of a helper that is refused", "Reflect.defineProperty(stringContains, 'evil', {value: 1})"],
    ["a new symbol in the registry", "Symbol.for('evil').description"],
    ["a change of the data", "data.list.push(4) + Reflect.set(data, 'evil', 1)"],
    ["a regular expression with a last index", "/a/g.exec('aaa').index"],
  ])("%s", (_name, script) => {
    const result = expressions().evaluate(`{{ ${script} }}`, secret);

    expect(result.ok).toBe(true);
    nextContactIsUnharmed();
  });
});

test("a script that finds no sandbox is not at fault: it is run again when there is one", async () => {
  const breaking = "{{Array(4294967295).indexOf(1)}}";
  for (let broken = 0; broken < 3; broken++) failure(expressions(), breaking);

  expect(() => valueOf(expressions(), "{{1}}")).toThrow("No sandbox is ready");
  await wait(200);

  expect(valueOf(expressions(), "{{1}}")).toBe(1);
});

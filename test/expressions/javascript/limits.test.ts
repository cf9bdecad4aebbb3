import { setTimeout as wait } from "node:timers/promises";
import type { JavaScriptExpressions } from "../../../runtime/expressions/javascript/index.js";
import type { Json } from "../../../runtime/json.js";
import { failure, scopeOf, useExpressions, valueOf } from "./setup.js";

/** Shorter than the default, to save the tests time. */
const TIME_MS = 100;

const hurried = useExpressions({ limits: { timeMs: TIME_MS } });

/** Time enough for a busy machine, where time is not what is tested. */
const patient = useExpressions({ limits: { timeMs: 5000 } });

/** The message, and how long it took; the next script must run as if nothing had been. */
function stopped(expressions: JavaScriptExpressions, script: string): { message: Json; tookMs: number } {
  const start = performance.now();
  const message = failure(expressions, script);
  const tookMs = performance.now() - start;
  expect(valueOf(expressions, "{{data.n + 1}}", scopeOf({ n: 1 }))).toBe(2);
  return { message, tookMs };
}

describe("a script that takes too long is stopped", () => {
  test.each([
    ["an endless loop", "{{(() => { while (true) {} })()}}"],
    ["an endless loop that catches everything", "{{(() => { while (true) { try { while (true) {} } catch {} } })()}}"],
    ["a catastrophic regular expression", "{{/^(a+)+$/.test('a'.repeat(40) + '!')}}"],
    ["an endless getter of the result", "{{ ({get a() { while (true) {} }}) }}"],
    ["an endless toJSON", "{{ ({toJSON() { while (true) {} }}) }}"],
    ["an endless toString of what it throws", "{{(() => { throw {toString() { while (true) {} }} })()}}"],
    ["an endless generator", "{{Math.max(...(function* () { while (true) yield* [] })())}}"],
  ])("%s", (_name, script) => {
    const { message, tookMs } = stopped(hurried(), script);
    expect(message).toContain(`took longer than ${TIME_MS} ms`);
    expect(tookMs).toBeLessThan(TIME_MS * 10);
  });
});

describe("a script is stopped in native code of the engine that does not look at the time", () => {
  // A new instance takes the broken one's place in the background.
  afterEach(() => wait(100));

  test.each([
    ["an endless search", "{{[].indexOf.call({length: 2 ** 53 - 1}, 1)}}"],
    ["an endless search by a prototype in the literal", "{{ ({__proto__: [], length: 2 ** 53 - 1}).includes(1) }}"],
    ["a huge sparse array", "{{Array(4294967295).indexOf(1)}}"],
    [
      "long searches one after the other",
      "{{((s, f) => f(f, 9000))('x'.repeat(6e6), (f, n) => [...Array(n)].map(() => 'x'.repeat(1e6).indexOf('y')))}}",
    ],
  ])("%s", (_name, script) => {
    const { message, tookMs } = stopped(hurried(), script);
    expect(message).toContain(`took longer than ${TIME_MS} ms`);
    expect(tookMs).toBeLessThan(TIME_MS * 20);
  });
});

describe("a script that takes too much memory is stopped", () => {
  test.each([
    [
      "endless spread",
      "{{[...{[Symbol.iterator]: () => ({next: () => ({done: false, value: 'x'.repeat(100000)})})}].length}}",
    ],
    ["a huge text", "{{'x'.padEnd(2 ** 29)}}"],
    ["a text that doubles", "{{((f, s) => f(f, s))((f, s) => f(f, s + s), 'x'.repeat(1000))}}"],
    ["a huge array", "{{Array.from({length: 1e9})}}"],
    ["a huge result", "{{Array.from({length: 200}, () => 'x'.repeat(50000))}}"],
  ])("%s", (_name, script) => {
    const before = process.memoryUsage().rss;
    const { message } = stopped(patient(), script);
    expect(message).toMatch(/16 MB of memory|too long/);
    expect(process.memoryUsage().rss - before).toBeLessThan(2 ** 28);
  });

  test("data that does not fit is refused", () => {
    expect(failure(patient(), "{{data.text.length}}", scopeOf({ text: "x".repeat(5_000_000) }))).toContain(
      "larger than",
    );
  });

  test("garbage that scripts left behind fails no other", () => {
    const scope = scopeOf({ text: "x".repeat(900_000) });
    const script = "{{[1].map(function () { return data.text.length })[0]}}";
    const results = Array.from({ length: 40 }, () => valueOf(patient(), script, scope));
    expect(new Set(results)).toEqual(new Set([900_000]));
  });
});

describe("a script that nests too deeply is stopped", () => {
  test.each([
    ["endless recursion", "{{(f => f(f))(f => f(f))}}"],
    ["recursion through a native function", "{{(f => f(f))(f => [1].map(() => f(f)))}}"],
    ["recursion through a conversion", "{{(f => f(f))(f => `${{toString: () => f(f)}}`)}}"],
    ["a deep result", "{{Array.from({length: 5000}).reduce(a => [a], [])}}"],
    ["deep JSON to write", "{{JSON.stringify(Array.from({length: 5000}).reduce(a => [a], []))}}"],
    ["deep JSON to write, keys chosen", "{{JSON.stringify(Array.from({length: 5000}).reduce(a => ({a}), {}), ['a'])}}"],
    ["deep JSON to read", "{{JSON.parse('['.repeat(20000) + ']'.repeat(20000))}}"],
    ["deep text of arrays", "{{String(Array.from({length: 5000}).reduce(a => [a], []))}}"],
  ])("%s", (_name, script) => {
    expect(stopped(patient(), script).message).toMatch(/too deeply|1000 deep/);
  });

  test("so is deep data", () => {
    const deep = JSON.parse("[".repeat(3000) + "]".repeat(3000)) as Json;
    expect(failure(patient(), "{{data.length}}", scopeOf(deep))).toContain("nested too deeply");
  });

  test("recursion of a usual depth is fine", () => {
    expect(valueOf(patient(), "{{((f, n) => f(f, n))((f, n) => n ? 1 + f(f, n - 1) : 0, 200)}}")).toBe(200);
  });
});

test("a script that catches its own stack overflow goes on", () => {
  expect(valueOf(patient(), "{{(() => { try { return (f => f(f))(f => f(f)) } catch { return 'caught' } })()}}")).toBe(
    "caught",
  );
});

test("many different scripts can be evaluated", () => {
  const scope = patient().open(scopeOf({ n: 1 }));
  const results = Array.from({ length: 700 }, (_, n) => scope.evaluate(`{{${n} + data.n}}`));
  expect(results).toEqual(results.map((_, n) => ({ ok: true, value: n + 1 })));
});

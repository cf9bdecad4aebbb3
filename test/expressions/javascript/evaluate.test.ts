import type { Json } from "../../../runtime/json.js";
import { failure, NOW, scopeOf, useExpressions, valueOf } from "./setup.js";

const expressions = useExpressions();

const DATA = { n: 4, o: { x: { y: [true] } }, list: [1, "2", null], nothing: null, text: "it's", half: 1.5 };

describe("a script that is the whole text keeps its type", () => {
  test.each<[string, Json]>([
    ["{{data.n * 2}}", 8],
    ["{{data.n > 1}}", true],
    ["{{data.o}}", { x: { y: [true] } }],
    ["{{data.list}}", [1, "2", null]],
    ["{{data.nothing}}", null],
    ["{{'5'}}", "5"],
    ["{{ {a: [1, 2], b: data.n} }}", { a: [1, 2], b: 4 }],
    ["{{9007199254740991}}", 9007199254740991],
    ["{{0.1 + 0.2}}", 0.30000000000000004],
    ["{{'a\\0b'}}", "a\0b"],
    ["{{'\\ud800'}}", "\ud800"],
    ["{{'zażółć 😀'}}", "zażółć 😀"],
    ["{{step.umid}}", "umid-1"],
    ["{{ data.n // four\n }}", 4],
  ])("%s", (text, expected) => {
    expect(valueOf(expressions(), text, scopeOf(DATA, { umid: "umid-1" }))).toEqual(expected);
  });
});

describe("what JSON has not becomes null", () => {
  test.each(["{{data.nope}}", "{{void 0}}", "{{0 / 0}}", "{{1 / 0}}"])("%s", (text) => {
    expect(valueOf(expressions(), text)).toBeNull();
  });

  test("inside of a value as JSON.stringify has it", () => {
    expect(valueOf(expressions(), "{{ {a: undefined, b: [undefined, NaN]} }}")).toEqual({ b: [null, null] });
  });
});

describe("scripts inside a text become text", () => {
  test.each([
    ["n={{data.half}}", "n=1.5"],
    ["b={{data.n > 1}}", "b=true"],
    ["o={{data.o}}", 'o={"x":{"y":[true]}}'],
    ["l={{data.list}}", 'l=[1,"2",null]'],
    ["[{{data.nothing}}{{data.nope}}]", "[]"],
    ["{{data.n}}{{data.n}}", "44"],
    [" {{ data.text + '!' }}", " it's!"],
    ["{{0 / 0}} {{-1 / 0}}", "NaN -Infinity"],
    ["a {{'}}'}} b {{ {c: 1}.c }} }}", "a }} b 1 }}"],
    ["price {{ open", "price {{ open"],
  ])("%s", (text, expected) => {
    expect(valueOf(expressions(), text, scopeOf(DATA))).toBe(expected);
  });
});

describe("results that are no JSON fail", () => {
  test.each([
    ["{{() => 1}}", "function"],
    ["{{Symbol('x')}}", "symbol"],
    ["{{10n}}", "bigint"],
    ["{{ {a: [() => 1]} }}", "function"],
    ["{{Promise.resolve(1)}}", "Promise"],
    ["{{(a => Object.assign(a, {a}))({})}}", "circular"],
  ])("%s", (text, message) => {
    expect(failure(expressions(), text)).toMatch(/^Failed to evaluate the expression\. Error: /);
    expect(failure(expressions(), text)).toContain(message);
  });
});

describe("errors of scripts are values that say where", () => {
  test.each([
    ["Hello {{data.customer.name}}", "'name' of undefined, in {{data.customer.name}}"],
    ["{{code < 500}}", "'code' is not defined"],
    ["{{(() => { throw 'own words' })()}}", "own words"],
    ["{{(() => { throw {toString() { throw 1 }} })()}}", "has no text"],
    ["{{data.x = 1}}", "assignments are not allowed"],
  ])("%s", (text, message) => {
    expect(failure(expressions(), text)).toContain(message);
  });

  test("a name that is not in scope is an error only where it is reached", () => {
    expect(valueOf(expressions(), "{{data.code >= 400 && code < 500}}", scopeOf({ code: 200 }))).toBe(false);
  });

  test("a long message is cut", () => {
    const message = failure(expressions(), "{{(() => { throw 'x'.repeat(100000) })()}}") as string;
    expect(message.length).toBeLessThan(600);
  });
});

describe("a JSON value", () => {
  test("is evaluated at any depth, keys excepted", () => {
    const inputs = { "{{1}}": { a: [{ b: "{{data.n}}" }, "x{{data.n}}"], c: 5, d: null } };
    expect(valueOf(expressions(), inputs, scopeOf(DATA))).toEqual({
      "{{1}}": { a: [{ b: 4 }, "x4"], c: 5, d: null },
    });
  });

  test("without scripts is returned itself", () => {
    const inputs = { a: ["{{ open", { b: "c" }] };
    expect(valueOf(expressions(), inputs)).toBe(inputs);
  });

  test("keeps keys such as __proto__ as data", () => {
    const inputs = JSON.parse('{"__proto__": "{{data.toString}}"}') as Json;
    const data = JSON.parse('{"__proto__": {"evil": "yes"}, "toString": "y"}') as Json;
    expect(JSON.stringify(valueOf(expressions(), inputs, scopeOf(data)))).toBe('{"__proto__":"y"}');
    expect(valueOf(expressions(), "{{typeof ({}).evil}} {{typeof data.evil}}", scopeOf(data))).toBe(
      "undefined undefined",
    );
  });
});

describe("conditions", () => {
  test.each<[Json, boolean]>([
    ["{{data.n == 4}}", true],
    [" {{ data.n == 5 }} ", false],
    ["{{data.text}}", true],
    ["{{''}}", false],
    ["{{'false'}}", true],
    ["{{0}}", false],
    ["{{data.nope}}", false],
    ["{{0 / 0}}", false],
    ["{{1 / 0}}", true],
    ["{{[]}}", true],
    [true, true],
    ["false", false],
  ])("%j is %s", (condition, expected) => {
    expect(expressions().condition(condition, scopeOf(DATA))).toEqual({ ok: true, value: expected });
  });

  test("plain text is refused", () => {
    expect(expressions().condition("data.n == 4", scopeOf(DATA))).toEqual({
      ok: false,
      error: expect.stringContaining("a condition is one script"),
    });
  });
});

describe("the clock and chance are the runtime's", () => {
  test.each<[string, Json]>([
    ["{{Date.now()}}", NOW],
    ["{{Math.random()}}", 0.25],
    ["{{Date.parse('1970-01-01T00:00:01+00:00')}}", 1000],
    ["{{Date.parse('1970-01-01T10:00:00')}}", 36000000],
    ["{{Date.parse('1970-01-02')}}", 86400000],
    ["{{Date.parse('Fri, 02 Jan 1970 08:00:00 +0800')}}", 86400000],
    ["{{Date.parse('nonsense')}}", null],
    ["{{Date.UTC(1970, 0, 2)}}", 86400000],
  ])("%s", (text, expected) => {
    expect(valueOf(expressions(), text)).toBe(expected);
  });
});

describe("an open scope", () => {
  const MUTATIONS = [
    "{{data.list.push(99)}}",
    "{{data.list.sort((a, b) => b - a)}}",
    "{{Object.assign(data, {extra: 1}).extra}}",
  ];

  test("is the same for every script, whatever one does to its copy", () => {
    const scope = expressions().open(scopeOf({ list: [1, 3, 2] }));
    const results = [...MUTATIONS, "{{data}}"].map((script) => scope.evaluate(script));
    expect(results).toEqual([4, [3, 2, 1], 1, { list: [1, 3, 2] }].map((value) => ({ ok: true, value })));
  });

  test("is not changed where it is not evaluated in", () => {
    const data = { list: [1, 3, 2] };
    MUTATIONS.forEach((script) => expressions().evaluate(script, scopeOf(data)));
    expect(data).toEqual({ list: [1, 3, 2] });
  });

  test("can be used in turn with another", () => {
    const [one, two] = [scopeOf({ n: 1 }), scopeOf({ n: 2 })].map((scope) => expressions().open(scope));
    expect([one, two, one].map((scope) => scope?.evaluate("{{data.n}}"))).toEqual(
      [1, 2, 1].map((value) => ({ ok: true, value })),
    );
  });
});

import { namesOf } from "../../../runtime/expressions/javascript/helpers/helper.js";
import { helpers } from "../../../runtime/expressions/javascript/helpers/index.js";
import { failure, scopeOf, useExpressions, valueOf } from "./setup.js";

const expressions = useExpressions();

/** A script that answers "blocked" where it throws. */
const attempt = (expression: string): string =>
  `{{(() => { try { return String(${expression}) } catch (e) { return 'blocked' } })()}}`;

describe("scripts see nothing of the host", () => {
  test.each(
    ["process", "require", "module", "exports", "global", "Buffer", "fetch", "setTimeout", "queueMicrotask"].concat([
      "WebAssembly",
      "Deno",
      "RED",
      "node",
      "context",
      "flow",
      "console",
      "performance",
      "eval",
      "host",
      "helperNames",
    ]),
  )("%s", (name) => {
    expect(valueOf(expressions(), `{{typeof ${name}}}`)).toBe("undefined");
  });

  test("the global names are those of JavaScript and the helpers", () => {
    const known = Object.getOwnPropertyNames(globalThis);
    const names = valueOf(expressions(), "{{Object.getOwnPropertyNames(globalThis)}}") as string[];
    expect(names.filter((name) => !known.includes(name)).sort()).toEqual(
      ["InternalError", ...helpers.flatMap(namesOf)].sort(),
    );
  });
});

describe("no code can be made from text", () => {
  test.each([
    "data.constructor.constructor('return typeof process')()",
    "(() => {}).constructor('return typeof require')()",
    "uuid.constructor('return 1')()",
    "[].map.constructor('return 1')()",
    "data.__proto__.constructor.constructor('return 1')()",
    "Object.getPrototypeOf(data.list).constructor.constructor('return 1')()",
    "data.list.toString.call.constructor('return 1')()",
    "Object.getPrototypeOf(function* () {}).constructor('yield 1')()",
    "Reflect.construct((() => 1).constructor, ['return 1'])()",
    "Function('return 1')()",
    "globalThis.eval('1')",
    "Error().constructor.constructor('return 1')()",
    "Date.parse.constructor('return 1')()",
    "Reflect.getPrototypeOf(Math.random).constructor('return 1')()",
  ])("%s", (expression) => {
    expect(valueOf(expressions(), attempt(expression), scopeOf({ list: [1] }))).toBe("blocked");
  });

  test("a script has no `this`", () => {
    expect(valueOf(expressions(), "{{typeof this}} {{(function () { return typeof this })()}}")).toBe(
      "undefined undefined",
    );
  });
});

describe("what a script does to the built-in objects does not reach the next one", () => {
  test.each([
    ["Object.assign(Object.prototype, {polluted: 'yes'})", "{{typeof ({}).polluted}}", "undefined"],
    ["Object.defineProperty(Array.prototype, 'map', {value: () => 'hijacked'})", "{{[1].map(x => x + 1)}}", [2]],
    ["Reflect.set(globalThis, 'secret', 1)", "{{typeof globalThis.secret}}", "undefined"],
    ["Object.setPrototypeOf(Array.prototype, {evil: 1})", "{{typeof [].evil}}", "undefined"],
    ["Object.assign(uuid, {kept: 1})", "{{typeof uuid.kept}}", "undefined"],
    ["Object.assign(Object.getPrototypeOf([].values()), {kept: 1})", "{{typeof [].values().kept}}", "undefined"],
    [
      "Object.assign(Object.getPrototypeOf(''.matchAll(/a/g)), {kept: 1})",
      "{{typeof ''.matchAll(/a/g).kept}}",
      "undefined",
    ],
    [
      "Object.assign(Object.getPrototypeOf(function* () {}), {kept: 1})",
      "{{typeof (function* () {}).kept}}",
      "undefined",
    ],
    ["Reflect.set(Math, 'random', () => 1)", "{{Math.random()}}", 0.25],
    ["Reflect.set(Date, 'now', () => 1)", "{{Date.now() > 1}}", true],
    ["Reflect.set(JSON, 'parse', () => 1)", "{{JSON.parse('[2]')}}", [2]],
    ["Reflect.set(Map.prototype, 'get', () => 9999)", "{{JSON.stringify([[1]])}}", "[[1]]"],
    ["Reflect.set(String.prototype, 'slice', () => 'x')", "{{'abc'.slice(1)}}", "bc"],
    ["Reflect.set(RegExp.prototype, 'exec', () => 1)", "{{/a/.test('b')}}", false],
    ["Reflect.set(data, 'extra', 1)", "{{typeof data.extra}}", "undefined"],
    ["data.list.push(9)", "{{data.list}}", [1]],
  ])("%s", (attack, probe, expected) => {
    const scope = expressions().open(scopeOf({ list: [1] }));
    scope.evaluate(attempt(attack));
    expect(scope.evaluate(probe)).toEqual({ ok: true, value: expected });
    expect(valueOf(expressions(), probe, scopeOf({ list: [1] }))).toEqual(expected);
  });

  test("what one script is given is not seen by the next scope", () => {
    expressions().evaluate("{{data.secret}}", scopeOf({ secret: "first" }));
    expect(valueOf(expressions(), "{{typeof data.secret}}", scopeOf({}))).toBe("undefined");
  });

  test("a template literal of one evaluation is no place to keep things for the next", () => {
    const script = "{{(parts => Reflect.set(parts, 'kept', 1) + typeof parts.kept)`a`}}";
    expect([valueOf(expressions(), script), valueOf(expressions(), script)]).toEqual([
      "falseundefined",
      "falseundefined",
    ]);
  });
});

test("a comment or bracket cannot end the function around a script", () => {
  expect(valueOf(expressions(), "{{1 // ) }; (\n}}")).toBe(1);
  expect(failure(expressions(), "{{1); }, function () { return (2}}")).toContain("one expression");
});

import { checkCondition, checkScripts } from "../../../runtime/expressions/javascript/index.js";

describe("scripts that keep the rules", () => {
  test.each([
    "{{data.list.map(x => ({y: x})).length}}",
    "{{`a`}} {{data.x ?? 1}} {{ {a: 1}.a == 1 }} {{x => x}}",
    "{{(() => { try { return 1 } catch (e) { return 2 } })()}}",
    "{{data.list.map(function (x) { return x })}}",
    "{{data.a /* why */ // because\n}}",
    "{{({a = 1}) => a}}",
    "{{(data.a, data.b)}}",
    "{{ never closed",
    "no script",
  ])("%s", (text) => {
    expect(checkScripts(text)).toEqual([]);
  });
});

describe("scripts that break a rule", () => {
  test.each([
    ["{{data. }}", "Unexpected token"],
    ["{{}}", "empty"],
    ["{{   }}", "empty"],
    ["{{data.a; data.b}}", "one expression"],
    ["{{a)(b}}", "one expression"],
    ["{{a) + (b}}", "one expression"],
    ["{{data.x = 1}}", "assignments"],
    ["{{data.x += 1}}", "assignments"],
    ["{{[data.x] = [1]}}", "assignments"],
    ["{{data.x++}}", "assignments"],
    ["{{--data.x}}", "assignments"],
    ["{{(() => { for (data.x of [1]) {} })()}}", "assignments"],
    ["{{(() => { for (data.x in {a: 1}) {} })()}}", "assignments"],
    ["{{delete data.x}}", "delete"],
    ["{{new Date().toISOString()}}", "new"],
    ["{{(() => { const x = 1; return x })()}}", "declarations"],
    ["{{(() => { function f() {} })()}}", "declarations"],
    ["{{(function f(n) { return n ? f(n - 1) : 0 })(3)}}", "named functions"],
    ["{{(async () => 1)()}}", "async"],
    ["{{(async function () {})}}", "async"],
    ["{{ ({async m() {}}) }}", "async"],
    ["{{await 1}}", "async"],
    ["{{class A {}}}", "classes"],
    ["{{(() => { class A {} })()}}", "classes"],
    ["{{import('fs')}}", "import"],
    ["{{import.meta}}", "import"],
    ["{{010}}", "Invalid number"],
  ])("%s", (text, problem) => {
    const [found, ...others] = checkScripts(text);
    expect(others).toEqual([]);
    expect(found).toEqual({ path: "", message: expect.stringMatching(new RegExp(problem, "i")) });
  });
});

test("a script may have 1000 characters", () => {
  expect(checkScripts(`{{ '${"x".repeat(998)}' }}`)).toEqual([]);
  expect(checkScripts(`{{'${"x".repeat(999)}'}}`)).toEqual([
    { path: "", message: expect.stringContaining("1001 characters") },
  ]);
});

test("every script of a value is checked, with the place of each problem", () => {
  const inputs = {
    text: "ok {{data.a}} bad {{data.}}",
    body: { a: [{ "b/c": "{{1 +}}" }], fine: "{{1}}", n: 3, none: null },
  };
  expect(checkScripts(inputs).map((problem) => problem.path)).toEqual(["/text", "/body/a/0/b~1c"]);
});

describe("conditions", () => {
  test.each([true, false, "true", " false ", "{{data.a}}", " {{ data.a == 1 }} "])("%j is one", (condition) => {
    expect(checkCondition(condition)).toEqual([]);
  });

  test.each(["data.a == 1", "", "yes", "{{a}} {{b}}", "a {{b}}", 1, null, {}, "{{ open"])("%j is none", (condition) => {
    expect(checkCondition(condition, "/x")).toEqual([
      { path: "/x", message: expect.stringContaining("a condition is") },
    ]);
  });

  test("the script of a condition is checked", () => {
    expect(checkCondition("{{data.x = 1}}")).toEqual([{ path: "", message: expect.stringContaining("assignments") }]);
  });
});

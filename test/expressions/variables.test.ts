import type { Json } from "../../runtime/json.js";
import { substituteVariables } from "../../runtime/expressions/variables.js";

const VARIABLES: Record<string, string> = {
  name: "Ann",
  "voipbin.call.digits": "12",
  " padded ": "blanks",
  loop: "${name}",
  pattern: "$& $1 $$",
  toString: "own",
};
const lookup = (name: string): string | undefined => (Object.hasOwn(VARIABLES, name) ? VARIABLES[name] : undefined);

describe("variables in a text", () => {
  test.each([
    ["Hello ${name}!", "Hello Ann!"],
    ["${name}${name}", "AnnAnn"],
    ["${voipbin.call.digits}", "12"],
    ["[${missing}]", "[]"],
    ["[${}]", "[]"],
    ["${ name }", ""],
    ["${ padded }", "blanks"],
    ["${Name}", ""],
  ])("%s becomes %s", (text, expected) => {
    expect(substituteVariables(text, lookup)).toBe(expected);
  });

  test.each(["$name", "{name}", "${name", "${na\nme}", "100 $", "$${"])("%j stays as it is", (text) => {
    expect(substituteVariables(text, lookup)).toBe(text);
  });

  test("what a variable holds is not substituted again", () => {
    expect(substituteVariables("${loop}", lookup)).toBe("${name}");
  });

  test("what a variable holds is taken literally, whatever a replacement pattern would mean by it", () => {
    expect(substituteVariables("<${pattern}>", lookup)).toBe("<$& $1 $$>");
  });

  test("a nested variable takes the name up to the first brace", () => {
    expect(substituteVariables("${a${name}}", lookup)).toBe("}");
  });

  test("an unfinished variable on one line does not hide the next one", () => {
    expect(substituteVariables("${open\n${name}", lookup)).toBe("${open\nAnn");
  });
});

describe("variables in a JSON value", () => {
  test("strings are substituted at any depth, everything else stays", () => {
    const option = { text: "Hi ${name}", list: [1, true, null, { deep: ["${name}"] }], count: 2 };
    expect(substituteVariables(option, lookup)).toEqual({
      text: "Hi Ann",
      list: [1, true, null, { deep: ["Ann"] }],
      count: 2,
    });
  });

  test("keys are not substituted", () => {
    expect(substituteVariables({ "${name}": "${name}" }, lookup)).toEqual({ "${name}": "Ann" });
  });

  test("the value given is not changed", () => {
    const option = { list: ["${name}"] };
    substituteVariables(option, lookup);
    expect(option).toEqual({ list: ["${name}"] });
  });

  test("a value without variables is returned itself", () => {
    const option: Json = { text: "plain", list: [{ a: "b" }] };
    expect(substituteVariables(option, lookup)).toBe(option);
  });

  test("parts without variables are shared, not copied", () => {
    const option = { plain: { a: ["b"] }, text: "${name}" };
    expect(substituteVariables(option, lookup).plain).toBe(option.plain);
  });

  test("a key named __proto__ stays data", () => {
    const option = JSON.parse('{"__proto__": "${name}"}') as Json;
    expect(JSON.stringify(substituteVariables(option, lookup))).toBe('{"__proto__":"Ann"}');
  });
});

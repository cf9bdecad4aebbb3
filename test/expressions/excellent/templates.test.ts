import {
  contextPaths,
  evaluateOperand,
  evaluateTemplate,
  evaluateTemplateValue,
  isError,
  lazyObject,
  object,
  renderNumber,
  toXValue,
  type Decimal,
} from "../../../runtime/expressions/excellent/index.js";
import { testEnvironment } from "./environment.js";

const environment = testEnvironment();
const context = lazyObject({
  contact: () => lazyObject({ name: () => "Ann", Age: () => toXValue(31), nickname: () => null }, () => "Ann A."),
  list: () => toXValue(["a", "b", "c"]),
});

const text = (template: string): string => evaluateTemplate(template, context, environment).text;
const errors = (template: string): string[] => evaluateTemplate(template, context, environment).errors;

describe("templates", () => {
  test("replace paths and expressions, in any case of names", () => {
    expect(text("Hi @contact.name, @(CONTACT.AGE + 1)!")).toBe("Hi Ann, 32!");
  });

  test("render an object by its default", () => expect(text("@contact")).toBe("Ann A."));

  test("leave what is no top-level name, so that e-mail addresses survive", () => {
    expect(text("write to ann@example.com, @contact.name. @@contact")).toBe("write to ann@example.com, Ann. @contact");
  });

  test("leave expressions that never close", () =>
    expect(text('@(upper("x) @contact.name')).toBe('@(upper("x) @contact.name'));

  test("contribute nothing but their error where they fail", () => {
    expect(text("a @(1 / 0) b @contact.shoe c")).toBe("a  b  c");
    expect(errors("a @(1 / 0) b @contact.shoe c")).toEqual([
      "error evaluating @(1 / 0): division by zero",
      "error evaluating @contact.shoe: object has no property 'shoe'",
    ]);
  });

  test("say where their syntax is wrong", () => {
    expect(errors("@(1 + * 23456789012345)")).toEqual([
      "error evaluating @(1 + * 23456789012345): syntax error at * 23456789",
    ]);
  });

  test("are cut at a number of characters", () => {
    expect(evaluateTemplate("@contact.name and others", context, environment, { maxCharacters: 10 }).text).toBe(
      "Ann and...",
    );
    expect(evaluateTemplate("0123456789", context, environment, { maxCharacters: 10 }).text).toBe("0123456789");
  });

  test("escape what expressions give and nothing else", () => {
    const escape = (value: string): string => `<${value}>`;
    expect(evaluateTemplate("(@contact.name)", context, environment, { escape }).text).toBe("(<Ann>)");
  });

  test("are parsed for the names of their context", () => {
    const other = object({ list: "shopping" });
    expect(text("@contact.name @list.0")).toBe("Ann a");
    expect(evaluateTemplate("@contact.name @list", other, environment).text).toBe("@contact.name shopping");
  });
});

describe("operands", () => {
  test("of a single expression keep their type", () => {
    expect(renderNumber(evaluateTemplateValue(" @(contact.age * 2) ", context, environment) as Decimal)).toBe("62");
    expect(evaluateTemplateValue("@contact.nickname", context, environment)).toBeNull();
    expect(isError(evaluateTemplateValue("@(1 / 0)", context, environment))).toBe(true);
  });

  test("of several parts are text, with the errors of those", () => {
    expect(evaluateOperand(" @contact.name @(1 / 0)", context, environment)).toEqual({
      value: "Ann ",
      errors: ["error evaluating @(1 / 0): division by zero"],
    });
  });
});

describe("expressions that cost too much", () => {
  test.each([
    ["nested too deeply", `${"(".repeat(2000)}1${")".repeat(2000)}`],
    ["of too many terms", `1${"+1".repeat(6000)}`],
    ["of too many digits", "9".repeat(30_000)],
  ])("%s are syntax errors", (_name, expression) => {
    expect(errors(`@(${expression})`)[0]).toContain("syntax error at");
  });

  test.each([
    ["9 ^ 9 ^ 9 ^ 9 ^ 9", "result of ^ has too many digits"],
    ['parse_json("1e999999999")', "invalid JSON"],
    ['repeat("ab", 2000000000)', "longer than"],
    ["10 ^ 9999 * 10 ^ 9999 * 10 ^ 9999", "too many digits"],
  ])("%s is an error", (expression, message) => expect(errors(`@(${expression})`)[0]).toContain(message));
});

describe("paths that a template reads", () => {
  test("are found in paths, lookups and arguments, those on the way included", () => {
    const paths = contextPaths(
      '@contact.name @(upper(list[0]) & contact["AGE"]) @other.x @(1 +)',
      (name) => name !== "other",
    );
    expect(paths).toEqual([["contact"], ["contact", "name"], ["list"], ["contact"], ["contact", "age"]]);
  });
});

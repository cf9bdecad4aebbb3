import { evaluateTemplate, lazyObject, object, toXValue } from "../../../runtime/expressions/excellent/index.js";
import { testEnvironment } from "./environment.js";

const context = object({
  thing: toXValue({ foo: "bar", none: null, list: [1, [2, 3]] }),
  answer: toXValue(42),
});

/** The text of an expression, or its error. */
function evaluate(expression: string): string {
  const { text, errors } = evaluateTemplate(`@(${expression})`, context, testEnvironment());
  return errors[0]?.replace(`error evaluating @(${expression}): `, "error: ") ?? text;
}

describe("grammar", () => {
  test.each([
    ["2 + 3 * 4", "14"],
    ["10 - 3 - 2", "5"],
    ["2 ^ 3 ^ 2", "64"],
    ["-2 ^ 2", "4"],
    ["1 + 2 & 3", "33"],
    ["1 & 2 = 2", "1true"],
    ["3 > 2 = true", "true"],
    ["tRuE", "true"],
    ['"say \\"hi\\" \\u00e9\\n"', 'say "hi" é\n'],
    ['"\\d+"', "\\d+"],
    ["thing.list.1", "[2, 3]"],
    ["thing.list[1][-1]", "3"],
    ['thing["FOO"]', "bar"],
    ['thing["nothing"]', ""],
    ['array(upper)[0]("x")', "X"],
  ])("%s is %s", (expression, expected) => expect(evaluate(expression)).toBe(expected));

  test.each([
    ["thing.nothing", "error: object has no property 'nothing'"],
    ["thing.none.x", "error: null doesn't support lookups"],
    ["thing.list[7]", "error: index 7 out of range for 2 items"],
    ["nothing", "error: context has no property 'nothing'"],
    ["Thing(1)", "error: Thing is not a function"],
    ["1 +", "error: syntax error at "],
    ['"abc".x', "error: syntax error at .x"],
    ["1 == 1", "error: syntax error at = 1"],
    ["upper()", "error: error calling UPPER: need 1 argument(s), got 0"],
  ])("%s is an error", (expression, expected) => expect(evaluate(expression)).toBe(expected));
});

describe("operators", () => {
  test.each([
    ["10 / 3", "3.3333333333333333"],
    ["-2 / 3", "-0.6666666666666667"],
    ["0.1 + 0.2", "0.3"],
    ["99999999999999999999 * 99999999999999999999", "9999999999999999999800000000000000000001"],
    ["2 ^ -1", "0.5"],
    ["4 ^ 0.5", "2"],
    ['1 = "1"', "true"],
    ['"1.0" = 1', "false"],
    ["1.0 = 1", "true"],
    ['null = ""', "true"],
    ['"10" > "9"', "true"],
    ["1 / 0", "error: division by zero"],
    ["0 ^ -1", "error: division by zero"],
    ["1 + null", "error: unable to convert null to a number"],
    ['"a" < "b"', 'error: unable to convert "a" to a number'],
    ["missing & 1 / 0", "error: context has no property 'missing'"],
  ])("%s is %s", (expression, expected) => expect(evaluate(expression)).toBe(expected));
});

describe("functions", () => {
  test.each([
    ['title("o\'neil mc-donald")', "O'Neil Mc-Donald"],
    ['upper("straße")', "STRAßE"],
    ['split("to be, or not")', "[to, be, or, not]"],
    ['word("to be or not", -1)', "not"],
    ['word_slice("to be or not", 1, 3)', "be or"],
    ['word_slice("to,be,or,not", 1, 2, ",")', "be or not"],
    ['remove_first_word("to be or")', "be or"],
    ['field("a,b,c", 1, ",")', "b"],
    ['text_slice("hello", -3, -1)', "ll"],
    ['text_length("😀é")', "2"],
    ['replace("a.b.c", ".", "-", 1)', "a-b.c"],
    ['regex_match("AB-12", "([a-z]+)-(\\d+)", 2)', "12"],
    ['read_chars("+250788")', "2 5 0 , 7 8 8"],
    ['read_chars("สวัสดี")', "ส ว ั , ส ด ี"],
    ['html_decode("&lt;b&gt;&nbsp;&eacute;")', "<b> é"],
    ['url_encode("a b/é")', "a%20b%2F%C3%A9"],
    ["percent(0.546)", "55%"],
    ["round(-2.5)", "-3"],
    ["round_up(12.1, -1)", "20"],
    ["mod(-7, 3)", "-1"],
    ["mod(7, 0)", "error: error calling MOD: division by zero"],
    ['if(answer > 40, "yes", 1 / 0)', "yes"],
    ["and(false, 1 / 0)", "false"],
    ['default(1 / 0, "none")', "none"],
    ["is_error(1 / 0)", "true"],
    ["unique(array(1, 2, 1))", "[1, 2]"],
    ['foreach(array("a b", "c d"), word, 1)', "[b, d]"],
    ['foreach_value(object("k", "v"), upper)', "{k: V}"],
    ['extract_object(thing, "foo", "nope")', "{foo: bar, nope: }"],
    ["json(thing)", '{"foo":"bar","list":[1,[2,3]],"none":null}'],
    ['parse_json("[1.50, 12345678901234567890]")', "[1.5, 12345678901234567890]"],
    ['urn_parts("tel:+250788123123#Bob").display', "Bob"],
    ['attachment_parts("image/png:http://x.io/a.png").url', "http://x.io/a.png"],
    ["format_number(1234567.891, 2)", "1,234,567.89"],
    ['format_urn("tel:+250788123123")', "0788 123 123"],
    ['format_location("Rwanda > Kigali")', "Kigali"],
    ["rand()", "0.5"],
    ["rand_between(1, 10)", "6"],
  ])("%s is %s", (expression, expected) => expect(evaluate(expression)).toBe(expected));

  test("lists with several lines are formatted with dashes", () => {
    expect(evaluate('format(array(object("a", 1, "b", object("c", 2, "d", 3)), "x"))')).toBe(
      "- a: 1\n  b:\n    c: 2\n    d: 3\n- x",
    );
  });

  test("arguments are made when they are read", () => {
    let reads = 0;
    const lazy = lazyObject({ costly: () => ((reads += 1), "v"), other: () => "o" });
    const outer = object({ lazy });
    evaluateTemplate("@lazy.other", outer, testEnvironment());
    expect(reads).toBe(0);
    evaluateTemplate("@lazy.costly @lazy.costly", outer, testEnvironment());
    expect(reads).toBe(1);
  });
});

import { hasScript, scanText, type TextPart } from "../../../runtime/expressions/javascript/scanner.js";

const text = (value: string): TextPart => ({ kind: "text", text: value });
const script = (source: string): TextPart => ({ kind: "script", source });

describe("the end of a script is found by reading it as JavaScript", () => {
  test.each<[string, TextPart[]]>([
    ["plain", [text("plain")]],
    ["", []],
    ["{{a}}", [script("a")]],
    ["{{ a }}", [script(" a ")]],
    ["x {{a}} y", [text("x "), script("a"), text(" y")]],
    ["{{a}}{{b}}", [script("a"), script("b")]],
    ["{{'}}'}}", [script("'}}'")]],
    ['{{"a}}b"}}', [script('"a}}b"')]],
    ["{{`x}}${'}}'}y`}}", [script("`x}}${'}}'}y`")]],
    ["{{`${`${{a:{b:1}}.a.b}`}`}}", [script("`${`${{a:{b:1}}.a.b}`}`")]],
    ["{{/}}/.test('}}')}}", [script("/}}/.test('}}')")]],
    ["{{ {a: {b: 1}} }}", [script(" {a: {b: 1}} ")]],
    ["{{{a:{b:1}}}}", [script("{a:{b:1}}")]],
    ["{{ {a: 4}.a / 2 / 1 }}", [script(" {a: 4}.a / 2 / 1 ")]],
    ["{{x => {}}}", [script("x => {}")]],
    ["{{'{{'}}", [script("'{{'")]],
    ["{{a /* }} */}}", [script("a /* }} */")]],
    ["a {{'}}'}} b }} c", [text("a "), script("'}}'"), text(" b }} c")]],
    ["{{a}} isn't # JavaScript", [script("a"), text(" isn't # JavaScript")]],
    ["{{(a}}", [script("(a")]],
    ["{{}}", [script("")]],
  ])("%s", (given, parts) => {
    expect(scanText(given)).toEqual(parts);
  });
});

describe("what has no end is text", () => {
  test.each(["price {{ open", "{{", "{{'never closed", "{{ {a: 1} }", "}} {{"])("%s", (given) => {
    expect(scanText(given)).toEqual([text(given)]);
    expect(hasScript(given)).toBe(false);
  });
});

describe("what cannot be read as JavaScript ends at the first closing braces", () => {
  test.each<[string, TextPart[]]>([
    ["{{it's}} more", [script("it's"), text(" more")]],
    ["{{“a”}}", [script("“a”")]],
    ["{{ {a: 1 }} b", [script(" {a: 1 "), text(" b")]],
    ["{{a } b}} c", [script("a } b"), text(" c")]],
  ])("%s", (given, parts) => {
    expect(scanText(given)).toEqual(parts);
  });
});

test("a text with a script is told from one without", () => {
  expect([hasScript("a {{b}}"), hasScript("a {b}"), hasScript("a }} {{")]).toEqual([true, false, false]);
});

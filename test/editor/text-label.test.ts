import { textLabel } from "../../runtime/editor/text-label.js";

const schema = { properties: { voice: { type: "string" }, text: { type: "string", "x-multiline": true } } };

test.each([
  ["Hello", "“Hello”"],
  ["What is your name?", "“What is your…”"],
  ["Donaudampfschifffahrt", "“Donaudampfschif…”"],
  ["two\n lines", "“two lines”"],
  ['<speak><break time="1s"/>Good morning</speak>', "“Good morning”"],
])("a node with the text %j shows how it begins", (text, label) => {
  expect(textLabel(schema, { voice: "female", text })).toBe(label);
});

test.each([[{}], [{ text: "" }], [{ text: 5 }], [null]])("options such as %j have no text to show", (options) => {
  expect(textLabel(schema, options)).toBeUndefined();
});

test("a text may stand deeper in the options", () => {
  expect(textLabel({ properties: { inputs: schema } }, { inputs: { text: "Hi" } })).toBe("“Hi”");
});

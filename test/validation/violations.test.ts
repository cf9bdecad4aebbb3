import { inWords } from "../../runtime/validation/title.js";
import { violations } from "../../runtime/validation/violations.js";

const texts = (...args: Parameters<typeof violations>) =>
  violations(...args).map(({ path, text }) => `${path.join("/")}: ${text}`);

describe("violations", () => {
  const wait = {
    anyOf: [
      { type: "object", required: ["type"], properties: { type: { const: "msg" } } },
      {
        type: "object",
        required: ["type", "seconds"],
        properties: { type: { const: "time" }, seconds: { type: "integer" } },
      },
    ],
  };

  test("judges a union by the shape that was meant", () => {
    expect(texts(wait, { type: "time" })).toEqual(["seconds: is missing"]);
    expect(texts(wait, { type: "msg" })).toEqual([]);
  });

  test("names the shapes of a union of simple types", () => {
    expect(texts({ anyOf: [{ type: "string" }, { type: "number" }] }, true)).toEqual([
      ": must be text, is true; or must be a number, is true",
    ]);
  });

  test("looks into maps and lists", () => {
    const headers = { type: "object", patternProperties: { "^.*$": { type: "string" } } };
    expect(texts({ properties: { headers } }, { headers: { Accept: 1 } })).toEqual([
      "headers/Accept: must be text, is a number",
    ]);
    expect(texts({ items: { type: "integer" } }, [1, "2"])).toEqual(["1: must be a whole number, is text"]);
  });

  test("refuses unknown options only where the schema is closed", () => {
    const properties = { text: { type: "string" }, language: { type: "string" } };
    expect(texts({ properties, additionalProperties: false }, { txt: "Hi" })).toEqual([
      "txt: is unknown; there are: text, language",
    ]);
    expect(texts({ properties: {}, additionalProperties: false }, { extra: 1 })).toEqual([
      "extra: is unknown: there is nothing to set",
    ]);
    expect(texts({ properties: {} }, { extra: 1 })).toEqual([]);
  });

  test("counts characters as people do", () => {
    expect(texts({ type: "string", maxLength: 2 }, "👍👍")).toEqual([]);
    expect(texts({ type: "string", maxLength: 2 }, "abc")).toEqual([": must have at most 2 characters, has 3"]);
  });

  test("shows the pattern that a text does not match", () => {
    expect(texts({ type: "string", pattern: "^[0-9]$" }, "x")).toEqual([": must match ^[0-9]$, is 'x'"]);
  });
});

test.each([
  ["selectNextStep", "Select next step"],
  ["digits_handle", "Digits handle"],
  ["SMS", "SMS"],
  ["HttpRequest", "Http request"],
  ["chat-app", "Chat app"],
])("%s in words is %s", (name, words) => {
  expect(inWords(name)).toBe(words);
});

import { exitOf, match } from "../../runtime/metaflow/match.js";
import { isValidPattern } from "../../runtime/metaflow/pattern.js";

const bindings = { numbers: ["2", "55"], patterns: ["^2", "^2(\\d+)$", "3"] };

test.each([
  ["2", { binding: "numbers", key: "2" }],
  ["55", { binding: "numbers", key: "55" }],
  ["25", { binding: "patterns", key: "^2", captures: [] }],
  ["931", { binding: "patterns", key: "3", captures: [] }],
  ["5", undefined],
  ["555", undefined],
  ["", undefined],
])("%j matches %j", (collected, expected) => {
  expect(match(bindings, collected)).toEqual(expected);
});

test("the order of patterns decides, not how much they match", () => {
  expect(match({ numbers: [], patterns: ["^2(\\d+)$", "^2"] }, "25")).toMatchObject({ captures: ["5"] });
});

test("groups are in order of their brackets; one that took no part is empty", () => {
  expect(match({ numbers: [], patterns: ["^(1)?((\\d)(\\d))$"] }, "23")).toMatchObject({
    captures: ["", "23", "2", "3"],
  });
});

test("a search is not anchored", () => {
  expect(match({ numbers: [], patterns: ["2(\\d+)"] }, "12345")).toMatchObject({ captures: ["345"] });
});

test("an empty collection matches a pattern that may be empty", () => {
  expect(match({ numbers: [], patterns: ["^$"] }, "")).toMatchObject({ key: "^$" });
});

test("letters are matched as they are written", () => {
  expect(match({ numbers: [], patterns: ["a"] }, "A")).toBeUndefined();
});

test.each(["(", "[", "(?=9", "(?<!9)1", "(\\d)\\1"])("%j is no pattern, and others are still tried", (pattern) => {
  expect(isValidPattern(pattern)).toBe(false);
  expect(match({ numbers: [], patterns: [pattern, "1"] }, "11")).toMatchObject({ key: "1" });
});

test.each([
  ["^(?!911)(\\d+)$", "912", ["912"]],
  ["^(?!911)(\\d+)$", "911", undefined],
  ["^(?=.*(\\*))2(\\d)", "23*", ["*", "3"]],
  ["^(?=2(?!0))\\d+$", "21", []],
  ["^(?=2(?!0))\\d+$", "20", undefined],
  ["(\\d)(?=#|$)", "12", ["2"]],
  ["^(?:(?!99)\\d)+$", "1929", []],
  ["^(?:(?!99)\\d)+$", "1992", undefined],
])("%s looks ahead in %s: %j", (pattern, collected, captures) => {
  expect(match({ numbers: [], patterns: [pattern] }, collected)).toEqual(
    captures && { binding: "patterns", key: pattern, captures },
  );
});

test.each(["^(([0-9]+)+)+$", "^(?:(?=([0-9]+)+$)[0-9])+$"])(
  "%s, on which other engines choke, takes no time",
  (pattern) => {
    expect(match({ numbers: [], patterns: [pattern] }, `${"1".repeat(500)}*`)).toBeUndefined();
  },
);

test("the exit is named by the place in the document", () => {
  expect(exitOf({ binding: "numbers", key: "5" })).toBe("numbers.5");
  expect(exitOf({ binding: "patterns", key: "^$", captures: [] })).toBe("patterns.^$");
});

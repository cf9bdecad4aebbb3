import { collect } from "../../runtime/metaflow/collector.js";
import type { CollectorRules } from "../../runtime/metaflow/machine.js";
import type { Collection } from "../../runtime/session/session.js";

const rules: CollectorRules = { bindingDigit: "*", digitTimeoutMs: 800, fastRearm: false };

/** What is collected after these digits, one each 100 ms from 0. */
function after(digits: string, more: Partial<CollectorRules> = {}, leg = "a"): Collection | undefined {
  let collection: Collection | undefined;
  [...digits].forEach((digit, index) => {
    collection = collect({ ...rules, ...more }, collection, { type: "digit", leg, digit, at: index * 100 });
  });
  return collection;
}

describe("unarmed", () => {
  test("the binding digit arms the leg that pressed it", () => {
    expect(after("*")).toEqual({ leg: "a", collected: "", deadline: 800 });
  });

  test("another digit does nothing", () => {
    expect(after("5")).toBeUndefined();
  });

  test("a silence does nothing", () => {
    expect(collect(rules, undefined, { type: "silence" })).toBeUndefined();
  });
});

describe("armed", () => {
  test("a digit of the leg is appended and gives the next one the whole time", () => {
    expect(after("*12")).toEqual({ leg: "a", collected: "12", deadline: 1000 });
  });

  test("a digit of another leg is not collected, not even its binding digit", () => {
    const collection = after("*1");
    expect(collect(rules, collection, { type: "digit", leg: "b", digit: "*", at: 500 })).toBe(collection);
  });

  test("letters are digits too", () => {
    expect(after("*A#D")?.collected).toBe("A#D");
  });

  test("silence ends the collection", () => {
    expect(collect(rules, after("*12"), { type: "silence" })).toBeUndefined();
  });

  test("the binding digit is a digit like any other", () => {
    expect(after("**5")?.collected).toBe("*5");
  });
});

describe("with fast rearm, the binding digit in a collection", () => {
  test.each([
    ["alone is the first that is collected", "**", "*"],
    ["after others starts anew", "*12*5", "5"],
    ["a third time starts anew", "***5", "5"],
  ])("%s", (_, digits, collected) => {
    expect(after(digits, { fastRearm: true })?.collected).toBe(collected);
  });
});

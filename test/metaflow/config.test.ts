import { readListener } from "../../runtime/metaflow/config.js";
import { documentedCollector } from "../../runtime/metaflow/documents.js";
import { toOrdered } from "../../runtime/formats/metaflows/index.js";
import { countingIds } from "../support/counting-ids.js";

const slow = { fastRearm: false };

test("absent settings have their defaults, and there are no modules", () => {
  expect(readListener({}, slow)).toEqual({
    listenOn: "self",
    rules: { bindingDigit: "*", digitTimeoutMs: 800, fastRearm: false },
    bindings: { numbers: [], patterns: [] },
  });
});

test("settings that say nothing valid count as absent", () => {
  const options = { binding_digit: 5, digit_timeout: "soon", listen_on: "aleg", numbers: "1", patterns: [1, "2"] };
  expect(readListener(options, slow)).toEqual({
    ...readListener({}, slow),
    bindings: { numbers: [], patterns: ["2"] },
  });
});

test("a time of 0 is one", () => {
  expect(readListener({ digit_timeout: 0 }, slow).rules.digitTimeoutMs).toBe(0);
});

describe("the collector of an endpoint", () => {
  const collectorOf = (...levels: unknown[]) => documentedCollector(levels.map(toOrdered), slow, countingIds());

  test("has what its levels have together", () => {
    const read = collectorOf({ binding_digit: "#", numbers: { "1": { module: "say" } } }, null, {
      digit_timeout: 500,
      patterns: { "^2": { module: "say" } },
    });
    expect(read).toMatchObject({
      collector: {
        rules: { bindingDigit: "#", digitTimeoutMs: 500 },
        bindings: { numbers: ["1"], patterns: ["^2"] },
        node: "listener",
      },
    });
  });

  test("is none without documents", () => {
    expect(collectorOf(null, null)).toEqual({ collector: undefined });
  });

  test("matches a number whose module nobody knows; its chain is empty", () => {
    const read = collectorOf({ numbers: { "1": { module: "frobnicate" } } });
    expect(read).toMatchObject({
      collector: { bindings: { numbers: ["1"] }, flow: { nodes: { listener: { exits: {} } } } },
    });
  });

  test("cannot be made of what is no document", () => {
    expect(collectorOf({ numbers: [] })).toMatchObject({ problems: [{ field: "numbers" }] });
  });
});

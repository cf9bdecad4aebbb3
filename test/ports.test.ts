import { portsOf } from "../runtime/ports.js";

const ids = (...args: Parameters<typeof portsOf>) => portsOf(...args).map((port) => port.id);

describe("portsOf", () => {
  test("keeps fixed exits in order", () => {
    expect(portsOf(["next", { id: "false", label: "otherwise" }], {})).toEqual([
      { id: "next" },
      { id: "false", label: "otherwise" },
    ]);
  });

  test("gives each key of a map an exit before the fixed ones", () => {
    expect(portsOf([{ each: "target_ids", prefix: "=" }, "default"], { target_ids: { yes: "a", no: "b" } })).toEqual([
      { id: "=yes", label: "yes", entry: { option: "target_ids", key: "yes" } },
      { id: "=no", label: "no", entry: { option: "target_ids", key: "no" } },
      { id: "default" },
    ]);
  });

  test("gives each text of a list an exit, in the list's order", () => {
    expect(
      ids(
        [
          { each: "numbers", prefix: "numbers." },
          { each: "patterns", prefix: "patterns." },
        ],
        { numbers: ["2", "1"], patterns: ["^3"] },
      ),
    ).toEqual(["numbers.2", "numbers.1", "patterns.^3"]);
  });

  test("takes id and label of objects from the properties named", () => {
    const categories = [
      { uuid: "u1", name: "Yes" },
      { uuid: "u2", name: "" },
    ];
    expect(portsOf([{ each: "categories", id: "uuid", label: "name" }], { categories })).toEqual([
      { id: "u1", label: "Yes", entry: { option: "categories", key: "0" } },
      { id: "u2", label: "u2", entry: { option: "categories", key: "1" } },
    ]);
  });

  test("falls back to the other exit only where there is no entry", () => {
    const rules = [{ each: "selectNextStep", otherwise: "next" }];
    expect(ids(rules, {})).toEqual(["next"]);
    expect(ids(rules, { selectNextStep: {} })).toEqual(["next"]);
    expect(ids(rules, { selectNextStep: { s2: "{{true}}" } })).toEqual(["s2"]);
  });

  test("gives an id one port, however often it is listed", () => {
    expect(ids([{ each: "numbers" }], { numbers: ["1", "1"] })).toEqual(["1"]);
  });

  test("gives what is no entry no port", () => {
    expect(ids([{ each: "categories", id: "uuid" }], { categories: [null, 3, {}, { uuid: 1 }, { uuid: "" }] })).toEqual(
      [],
    );
    expect(ids([{ each: "categories", id: "uuid" }], { categories: "text" })).toEqual([]);
  });
});

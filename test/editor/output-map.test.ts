import { exitIdsAfter } from "../../runtime/editor/browser/exit-ids.js";
import { outputMap } from "../../runtime/editor/browser/output-map.js";
import { portsOf } from "../../runtime/ports.js";

const branch = [{ each: "target_ids", prefix: "=" }, "default"];
const ports = (...values: string[]) =>
  portsOf(branch, { target_ids: Object.fromEntries(values.map((value) => [value, ""])) });
const origins = (pairs: Record<string, string>) => () => new Map(Object.entries(pairs));

describe("outputMap", () => {
  test("follows rows that change places", () => {
    expect(outputMap(ports("a", "b"), ports("b", "a"), origins({ a: "a", b: "b" }))).toEqual({ 0: 1, 1: 0, 2: 2 });
  });

  test("follows a row whose value is edited", () => {
    expect(outputMap(ports("a", "b"), ports("c", "b"), origins({ c: "a", b: "b" }))).toEqual({ 0: 0, 1: 1, 2: 2 });
  });

  test("drops the wires of a row that is removed and moves those below it up", () => {
    expect(outputMap(ports("a", "b"), ports("b"), origins({ b: "b" }))).toEqual({ 0: "-1", 1: 0, 2: 1 });
  });

  test("gives a new row a port without wires, even if a removed row had its value", () => {
    expect(outputMap(ports("a"), ports("a"), origins({}))).toEqual({ 0: "-1", new0: 0, 1: 1 });
  });

  test("swaps the exit for no entry against the first entry's", () => {
    const rules = [{ each: "selectNextStep", otherwise: "next" }];
    const before = portsOf(rules, {});
    const after = portsOf(rules, { selectNextStep: { s2: "true" } });
    expect(outputMap(before, after, origins({}))).toEqual({ 0: "-1", new0: 0 });
  });
});

describe("exitIdsAfter", () => {
  const rules = [{ each: "categories", id: "uuid", label: "name", documentId: "exit_uuid" }];
  const before = portsOf(rules, { categories: [{ uuid: "c1", exit_uuid: "e1" }] });
  const after = portsOf(rules, {
    categories: [
      { uuid: "c2", exit_uuid: "e2" },
      { uuid: "c1", exit_uuid: "e1" },
    ],
  });

  test("keeps the ids of exits that stay, and gives new exits of a block theirs", () => {
    const ids = exitIdsAfter({ block: "b", exitIds: { c1: "e1" } }, before, after, origins({ 1: "0" }));
    expect(ids).toEqual({ c2: "e2", c1: "e1" });
  });

  test("makes an id for a new exit of a block whose entry has none", () => {
    const ids = exitIdsAfter({ block: "b" }, [], ports("a"), origins({}));
    expect(Object.keys(ids ?? {})).toEqual(["=a"]);
    expect(ids?.["=a"]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test("gives no ids outside a block, and forgets those of exits that are gone", () => {
    expect(exitIdsAfter({ exitIds: { c9: "e9" } }, before, after, origins({ 1: "0" }))).toBeUndefined();
  });
});

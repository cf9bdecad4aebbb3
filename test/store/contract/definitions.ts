import type { NewDefinition, Store } from "../../../runtime/store/store.js";
import { NOW, type Open } from "./samples.js";

export function definitionsContract(open: Open): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  const aDefinition = (id: string, fields: Partial<NewDefinition> = {}): NewDefinition => ({
    id,
    kind: "goflow",
    name: `name of ${id}`,
    at: NOW,
    document: { uuid: id },
    program: { id },
    ...fields,
  });
  const listed = async (query: { kind?: string; owner?: string; limit?: number; offset?: number } = {}) =>
    (await store.definitions({ limit: 10, offset: 0, ...query })).map(({ id, version }) => `${id} ${version}`);

  test("versions count from 1 for each id, and the newest is what one gets", async () => {
    expect(await store.addDefinition(aDefinition("d1"))).toBe(1);
    expect(await store.addDefinition(aDefinition("d2"))).toBe(1);
    expect(await store.addDefinition(aDefinition("d1", { name: "second" }))).toBe(2);

    expect(await store.definition("d1")).toEqual({
      ...aDefinition("d1", { name: "second" }),
      version: 2,
      deleted: false,
    });
    expect(await store.definition("d1", 1)).toMatchObject({ version: 1, name: "name of d1" });
    expect(await store.definition("d1", 3)).toBeUndefined();
    expect(await store.definition("d3")).toBeUndefined();
  });

  test("a list has the newest version of each, the definition that was added last first", async () => {
    for (const id of ["d1", "d2", "d3", "d1"]) await store.addDefinition(aDefinition(id));

    expect(await listed()).toEqual(["d3 1", "d2 1", "d1 2"]);
    expect(await listed({ limit: 1, offset: 1 })).toEqual(["d2 1"]);
  });

  test("a list can be of one kind", async () => {
    await store.addDefinition(aDefinition("d1"));
    await store.addDefinition(aDefinition("d2", { kind: "8x8" }));

    expect(await listed({ kind: "8x8" })).toEqual(["d2 1"]);
    expect(await listed({ kind: "voipbin" })).toEqual([]);
  });

  test("a list can be of one owner", async () => {
    await store.addDefinition(aDefinition("d1", { owner: "one" }));
    await store.addDefinition(aDefinition("d2", { owner: "other" }));
    await store.addDefinition(aDefinition("d3"));

    expect(await listed({ owner: "one" })).toEqual(["d1 1"]);
    expect(await store.definition("d1")).toMatchObject({ owner: "one" });
    expect(await store.definition("d3")).not.toHaveProperty("owner");
  });

  test("its versions are listed newest first, in pages, without those that are deleted", async () => {
    for (let version = 1; version <= 4; version++) await store.addDefinition(aDefinition("d1"));
    await store.deleteDefinition("d1", 3);
    const versions = async (limit: number, offset: number) =>
      (await store.definitionVersions("d1", { limit, offset })).map(({ version }) => version);

    expect(await versions(10, 0)).toEqual([4, 2, 1]);
    expect(await versions(2, 1)).toEqual([2, 1]);
    expect(await store.definitionVersions("d2", { limit: 10, offset: 0 })).toEqual([]);
  });

  test("a deleted definition is gone for new sessions and readable by version", async () => {
    await store.addDefinition(aDefinition("d1"));
    await store.addDefinition(aDefinition("d1"));

    expect(await store.deleteDefinition("d1")).toBe(true);

    expect(await store.definition("d1")).toBeUndefined();
    expect(await listed()).toEqual([]);
    expect(await store.definition("d1", 2)).toMatchObject({ version: 2, deleted: true });
  });

  test("without its newest version a definition is the one before", async () => {
    await store.addDefinition(aDefinition("d1"));
    await store.addDefinition(aDefinition("d1"));

    expect(await store.deleteDefinition("d1", 2)).toBe(true);

    expect(await store.definition("d1")).toMatchObject({ version: 1, deleted: false });
    expect(await listed()).toEqual(["d1 1"]);
  });

  test("a version number is never used again", async () => {
    await store.addDefinition(aDefinition("d1"));
    await store.deleteDefinition("d1");

    expect(await store.addDefinition(aDefinition("d1"))).toBe(2);
  });

  test("what is not there cannot be deleted", async () => {
    await store.addDefinition(aDefinition("d1"));
    await store.deleteDefinition("d1");

    expect(await store.deleteDefinition("d1")).toBe(false);
    expect(await store.deleteDefinition("d1", 7)).toBe(false);
    expect(await store.deleteDefinition("d2")).toBe(false);
  });
}

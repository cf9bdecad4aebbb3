import { RevisionConflict } from "../../../runtime/store/errors.js";
import type { Store } from "../../../runtime/store/store.js";
import { type Open } from "./samples.js";

export function contactsContract(open: Open): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  const ann = { id: "ann", document: { name: "Ann" }, urns: ["tel:+1", "mailto:ann@example.org"] };

  test("a contact is found by its id and by each of its URNs", async () => {
    const created = await store.createContact(ann);

    const stored = { id: "ann", revision: 1, document: { name: "Ann" } };
    expect(created).toEqual({ ...stored, created: true });
    expect(await store.contact("ann")).toEqual(stored);
    expect(await store.contactByUrn("tel:+1")).toEqual(stored);
    expect(await store.contactByUrn("mailto:ann@example.org")).toEqual(stored);
    expect(await store.contact("bob")).toBeUndefined();
    expect(await store.contactByUrn("tel:+2")).toBeUndefined();
  });

  test("all contacts are read page by page, in the order of their ids", async () => {
    for (const id of ["cat", "ann", "bob"]) await store.createContact({ id, document: { name: id }, urns: [] });

    const ids = async (after: string): Promise<string[]> =>
      (await store.contacts({ after, limit: 2 })).map((contact) => contact.id);
    expect(await ids("")).toEqual(["ann", "bob"]);
    expect(await ids("bob")).toEqual(["cat"]);
    expect(await ids("cat")).toEqual([]);
  });

  test("whoever has one of the URNs is the contact", async () => {
    await store.createContact(ann);

    const other = await store.createContact({ id: "other", document: {}, urns: ["tel:+9", "tel:+1"] });

    expect(other).toEqual({ id: "ann", revision: 1, document: { name: "Ann" }, created: false });
    expect(await store.contact("other")).toBeUndefined();
    expect(await store.contactByUrn("tel:+9")).toBeUndefined();
  });

  test("a contact that is there already is not made again", async () => {
    await store.createContact({ ...ann, urns: [] });

    expect(await store.createContact({ ...ann, document: {}, urns: [] })).toMatchObject({
      created: false,
      document: { name: "Ann" },
    });
  });

  test("two that create a contact of one URN at once get the same", async () => {
    const both = await Promise.all(["a", "b"].map((id) => store.createContact({ id, document: {}, urns: ["tel:+1"] })));

    expect(both.map(({ id, created }) => ({ id, created }))).toEqual([
      { id: "a", created: true },
      { id: "a", created: false },
    ]);
  });

  test("a commit changes the contact and its URNs", async () => {
    await store.createContact(ann);

    const contact = { id: "ann", revision: 1, document: { name: "Anna" }, urns: ["tel:+1", "tel:+3"] };
    await store.commit({ sessions: [], contact });

    const changed = { id: "ann", revision: 2, document: { name: "Anna" } };
    expect(await store.contactByUrn("tel:+1")).toEqual(changed);
    expect(await store.contactByUrn("tel:+3")).toEqual(changed);
    expect(await store.contactByUrn("mailto:ann@example.org")).toBeUndefined();
  });

  test("a URN that another contact has stays with that one", async () => {
    await store.createContact(ann);
    await store.createContact({ id: "bob", document: {}, urns: ["tel:+2"] });

    await store.commit({ sessions: [], contact: { id: "bob", revision: 1, document: {}, urns: ["tel:+1", "tel:+2"] } });
    await store.commit({ sessions: [], contact: { id: "bob", revision: 2, document: {}, urns: ["tel:+2"] } });

    expect(await store.contactByUrn("tel:+1")).toMatchObject({ id: "ann" });
    expect(await store.contactByUrn("tel:+2")).toMatchObject({ id: "bob", revision: 3 });
  });

  test("a commit from an old revision of the contact is refused", async () => {
    await store.createContact(ann);
    const contact = { id: "ann", revision: 1, document: { name: "1" }, urns: [] };
    await store.commit({ sessions: [], contact });

    await expect(store.commit({ sessions: [], contact })).rejects.toThrow(RevisionConflict);
    await expect(store.commit({ sessions: [], contact: { ...contact, revision: 0 } })).rejects.toThrow(
      RevisionConflict,
    );
  });

  test("a commit can bring a new contact", async () => {
    await store.commit({ sessions: [], contact: { ...ann, revision: 0 } });

    expect(await store.contactByUrn("tel:+1")).toMatchObject({ id: "ann", revision: 1 });
  });
}

import { Assets } from "../../runtime/contacts/assets.js";
import { readContact } from "../../runtime/contacts/contact.js";
import { groupsChanged, reevaluateGroups } from "../../runtime/contacts/groups.js";
import { environment } from "./environments.js";

const STATIC = { uuid: "b7cf0d83-f1c9-411c-96fd-c511a4cfa86d", name: "Testers" };
const ADULTS = { uuid: "a71e77e8-3f83-462c-97ac-324659cddd19", name: "Adults" };
const NAMED = { uuid: "5445f5e9-1e66-434e-b926-0bfd8299d3c6", name: "Named" };
const BROKEN = { uuid: "6be18164-c74e-4505-a6f5-fc98295357b2", name: "Broken" };
const BY_GROUP = { uuid: "ebd320a3-fc30-45f7-b6a8-f6ca42119dc6", name: "By group" };

const assets = new Assets(
  {
    fields: [{ key: "age", name: "Age", type: "number" }],
    groups: [
      STATIC,
      { ...ADULTS, query: "age >= 18" },
      { ...NAMED, query: 'name != ""' },
      { ...BROKEN, query: "shoes = 1" },
      { ...BY_GROUP, query: "group = Testers" },
    ],
  },
  environment(),
);

const bob = { uuid: "5d76d86b-3bb9-4d5a-b822-c9d86f5d8e4f", name: "Bob", created_on: "2018-06-20T11:40:30Z" };

describe("query based groups", () => {
  test("take in and let go by their queries", () => {
    const { contact } = readContact({ ...bob, groups: [STATIC, ADULTS] }, assets);
    const change = reevaluateGroups(contact, assets, environment());
    expect(change.contact.groups).toEqual([STATIC, NAMED]);
    expect(groupsChanged(change)).toEqual([
      { type: "contact_groups_changed", groups_added: [NAMED], groups_removed: [ADULTS] },
    ]);
    expect(contact.groups).toEqual([STATIC, ADULTS]);
  });

  test("tell nothing if nothing changes", () => {
    const { contact } = readContact({ ...bob, groups: [NAMED] }, assets);
    const change = reevaluateGroups(contact, assets, environment());
    expect(change.contact).toBe(contact);
    expect(groupsChanged(change)).toEqual([]);
  });

  test("hold no contact that is not active, and neither do others", () => {
    const { contact } = readContact({ ...bob, status: "stopped", groups: [STATIC, NAMED] }, assets);
    const change = reevaluateGroups(contact, assets, environment());
    expect(change.contact.groups).toEqual([]);
    expect(change.removed).toEqual([NAMED, STATIC]);
  });

  test("do not exist if their queries cannot be read, or ask for groups", () => {
    expect(assets.groups.get(BROKEN.uuid)).toBeUndefined();
    expect(assets.brokenGroups.map(({ group, error }) => [group.name, error.code])).toEqual([
      ["Broken", "unknown_property"],
      ["By group", "invalid_group"],
    ]);
    expect(readContact({ ...bob, groups: [BROKEN] }, assets).contact.groups).toEqual([]);
  });
});

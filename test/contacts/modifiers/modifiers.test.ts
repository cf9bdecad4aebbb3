import { Assets } from "../../../runtime/contacts/assets.js";
import { type Contact, readContact } from "../../../runtime/contacts/contact.js";
import { applyModifier, type Modifier, type ModifierResult } from "../../../runtime/contacts/modifiers/index.js";
import { environment } from "../environments.js";

const TESTERS = { uuid: "b7cf0d83-f1c9-411c-96fd-c511a4cfa86d", name: "Testers" };
const CUSTOMERS = { uuid: "1e1ce1e1-9288-4504-869e-022d1003c72a", name: "Customers" };
const THIRD = { uuid: "3663a70c-7101-4b77-951e-c58ff69d7672", name: "Third" };
const AMERICANS = { uuid: "0ec97956-c451-48a0-a180-1ce766623e31", name: "Americans" };
const GONE = { uuid: "11111111-1111-4111-8111-111111111111", name: "Gone" };

const assets = new Assets(
  {
    groups: [TESTERS, CUSTOMERS, THIRD, { ...AMERICANS, query: "tel ~ 1206" }],
    fields: [{ key: "gender", name: "Gender", type: "text" }],
  },
  environment(),
);

const bob = readContact(
  {
    uuid: "5d76d86b-3bb9-4d5a-b822-c9d86f5d8e4f",
    name: "Bob",
    created_on: "2018-06-20T11:40:30Z",
    urns: ["tel:+250788383383"],
    groups: [TESTERS, CUSTOMERS, THIRD],
  },
  assets,
).contact;

function apply(modifier: Modifier, contact: Contact = bob): ModifierResult {
  return applyModifier(contact, modifier, {
    assets,
    environment: environment({ defaultCountry: "US", maxValueLength: 5 }),
  });
}

describe("modifiers", () => {
  test("leave the contact they are given as it was", () => {
    const before = structuredClone(bob);
    expect(apply({ type: "name", name: "Jim" }).contact.name).toBe("Jim");
    expect(bob).toEqual(before);
  });

  test("cut texts between characters", () => {
    expect(apply({ type: "name", name: "😄😄😄😄😄😄" }).contact.name).toBe("😄😄😄😄😄");
    const { contact } = apply({ type: "field", field: { key: "gender", name: "" }, value: "female" });
    expect(contact.fields.gender).toEqual({ text: "femal" });
  });

  test("take a language's code in any case", () => {
    expect(apply({ type: "language", language: "SPA" }).events[0]).toEqual({
      type: "contact_language_changed",
      language: "spa",
    });
  });

  test("refuse what is no language, timezone, field or channel", () => {
    const texts = [
      apply({ type: "language", language: "zzz" }),
      apply({ type: "timezone", timezone: "Mars/Base" }),
      apply({ type: "field", field: { key: "shoes", name: "Shoes" }, value: "9" }),
      apply({ type: "channel", channel: GONE }),
    ].map(({ contact, events }) => [contact === bob, events.map(({ text }) => text)]);
    expect(texts).toEqual([
      [true, ["unrecognized language code: zzz"]],
      [true, ["unrecognized timezone: 'Mars/Base'"]],
      [true, ["missing dependency: field[key=shoes,name=Shoes]"]],
      [true, [`missing dependency: channel[uuid=${GONE.uuid},name=Gone]`]],
    ]);
  });

  test("pass over the group behind one that a blocked contact leaves, as the reference engine does", () => {
    const { contact, events } = apply({ type: "status", status: "blocked" });
    expect(contact.groups).toEqual([CUSTOMERS]);
    expect(events[1]).toEqual({ type: "contact_groups_changed", groups_removed: [TESTERS, THIRD, THIRD] });
  });

  test("do with groups what can be done", () => {
    const { contact, events } = apply({
      type: "groups",
      modification: "remove",
      groups: [GONE, AMERICANS, THIRD, THIRD],
    });
    expect(contact.groups).toEqual([TESTERS, CUSTOMERS]);
    expect(events).toEqual([
      { type: "error", text: `missing dependency: group[uuid=${GONE.uuid},name=Gone]` },
      { type: "error", text: "can't remove contacts from the query based group 'Americans'" },
      { type: "contact_groups_changed", groups_removed: [THIRD] },
    ]);
  });

  test("tell of new URNs even if the last one was there before, and put groups right", () => {
    const { contact, events } = apply({
      type: "urns",
      modification: "append",
      urns: ["tel:(206) 555-1212", "twitter:not a handle", "tel:+250788383383#Bob"],
    });
    expect(contact.urns).toEqual(["tel:+250788383383", "tel:+12065551212"]);
    expect(events).toEqual([
      { type: "error", text: "'twitter:not a handle' is not valid URN" },
      { type: "contact_urns_changed", urns: contact.urns },
      { type: "contact_groups_changed", groups_added: [AMERICANS] },
    ]);
  });

  test("add tickets", () => {
    const ticket = { uuid: "e5f5a9b0-1c08-4e56-8f5c-92e00bc3cf52", subject: "Help", body: "Please" };
    const { contact, events } = apply({ type: "ticket", ticket });
    expect(contact.tickets).toEqual([ticket]);
    expect(events).toEqual([{ type: "ticket_opened", ticket }]);
  });
});

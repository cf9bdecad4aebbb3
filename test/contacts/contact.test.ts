import { Assets } from "../../runtime/contacts/assets.js";
import { contactDisplay, firstName, readContact, writeContact } from "../../runtime/contacts/contact.js";
import { InvalidDocumentError } from "../../runtime/contacts/invalid-document.js";
import { isLanguage, languageProblem } from "../../runtime/contacts/languages.js";
import { missingDependencyText } from "../../runtime/contacts/references.js";
import { environment } from "./environments.js";

const GROUP = { uuid: "b7cf0d83-f1c9-411c-96fd-c511a4cfa86d", name: "Testers" };
const TICKETER = { uuid: "19dc6346-9623-4fe4-be80-538d493ecdf5", name: "Support" };

const assets = new Assets(
  {
    groups: [GROUP],
    fields: [{ key: "age", name: "Age", type: "number" }],
    ticketers: [{ ...TICKETER, type: "mail" }],
  },
  environment(),
);

const document = {
  uuid: "5d76d86b-3bb9-4d5a-b822-c9d86f5d8e4f",
  id: 123,
  name: "Zoë Ångström-Ncube",
  status: "active",
  created_on: "2018-06-20T11:40:30.123456789Z",
  urns: ["tel:+12065551212?id=1"],
  groups: [GROUP],
  fields: { age: { text: "36", number: 36 } },
  tickets: [{ uuid: "e5f5a9b0-1c08-4e56-8f5c-92e00bc3cf52", ticketer: TICKETER, subject: "Help", body: "Please" }],
};

describe("a contact", () => {
  test("travels unchanged", () => {
    const { contact, missing } = readContact(document, assets);
    expect(writeContact(contact)).toEqual(document);
    expect(missing).toEqual([]);
  });

  test("without anything is active and has nothing", () => {
    const { uuid, created_on } = document;
    const { contact } = readContact({ uuid, created_on }, assets);
    expect(contact).toEqual({ uuid, created_on, status: "active", urns: [], groups: [], fields: {}, tickets: [] });
    expect(writeContact(contact)).toEqual({ uuid, created_on, status: "active" });
  });

  test("loses what the assets do not have, and says so", () => {
    const { contact, missing } = readContact(
      { ...document, urns: ["tel:+12065551212?channel=57f1078f-88aa-46f4-a59a-948a5739c03d"] },
      new Assets({}, environment()),
    );
    expect(contact).toMatchObject({ groups: [], fields: {}, tickets: [{ subject: "Help" }] });
    expect(contact.tickets[0]).not.toHaveProperty("ticketer");
    expect(missing.map(missingDependencyText)).toEqual([
      "missing dependency: channel[uuid=57f1078f-88aa-46f4-a59a-948a5739c03d,name=]",
      "missing dependency: group[uuid=b7cf0d83-f1c9-411c-96fd-c511a4cfa86d,name=Testers]",
      "missing dependency: field[key=age,name=]",
      "missing dependency: ticketer[uuid=19dc6346-9623-4fe4-be80-538d493ecdf5,name=Support]",
    ]);
  });

  test("has its times in the usual form", () => {
    const { contact } = readContact(
      { ...document, created_on: "2000-01-01T00:00:00.500000000-00:00", last_seen_on: "2000-01-01T02:00:00+02:00" },
      assets,
    );
    expect(contact).toMatchObject({ created_on: "2000-01-01T00:00:00.5Z", last_seen_on: "2000-01-01T02:00:00+02:00" });
  });

  test("is called by name, else by URN, or by id where URNs are redacted", () => {
    const { contact } = readContact(document, assets);
    const nameless = { ...contact, name: "" };
    const none = { urns: [], groups: [], fields: {}, tickets: [] };
    expect(contactDisplay(contact, "urns")).toBe("Zoë Ångström-Ncube");
    expect(contactDisplay(nameless, "none")).toBe("(206) 555-1212");
    expect(contactDisplay(nameless, "urns")).toBe("123");
    expect(contactDisplay({ ...nameless, urns: [] }, "none")).toBe("");
    expect(contactDisplay({ uuid: "u", created_on: "", status: "active", ...none }, "urns")).toBe("0");
    expect(firstName(contact)).toBe("Zoë");
    expect(firstName(nameless)).toBeUndefined();
  });

  test("that is none is refused with its wrong places", () => {
    expect(() => readContact({ ...document, status: "drunk", urns: [5] }, assets)).toThrow(InvalidDocumentError);
    expect(() => readContact({ ...document, urns: [5] }, assets)).toThrow(
      "the contact is not valid: urns/0 must be string. Correct it and send it again.",
    );
  });
});

describe("languages", () => {
  test.each(["eng", "FRA", "kin", "spa", "swa", "aaa"])("%s is one", (code) => expect(isLanguage(code)).toBe(true));

  test("say what is wrong with a code", () => {
    expect(languageProblem("en")).toBe("iso-639-3 codes must be 3 characters, got: en");
    expect(languageProblem("zzz")).toBe("unrecognized language code: zzz");
    expect(languageProblem("e-g")).toBe("unrecognized language code: e-g");
  });
});

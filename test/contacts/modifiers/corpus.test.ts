import { Assets } from "../../../runtime/contacts/assets.js";
import { readContact, writeContact } from "../../../runtime/contacts/contact.js";
import { applyModifier, type Modifier } from "../../../runtime/contacts/modifiers/index.js";
import { difference, readCorpus, testTable } from "../corpus.js";
import { environment } from "../environments.js";

const FOLDER = "goflow/flows/modifiers/testdata";
const EVENT_TIME = "2018-10-18T14:20:30.000123456Z";

interface ModifierCase {
  description: string;
  contact_before: unknown;
  modifier: Modifier;
  contact_after: unknown;
  events: unknown[];
}

for (const kind of ["channel", "field", "groups", "language", "name", "status", "timezone", "urn", "urns"]) {
  testTable(
    `${FOLDER}/${kind}.json`,
    (table: ModifierCase[]) => table,
    ({ description }) => description,
    ({ contact_before, modifier, contact_after, events }) => {
      const context = {
        environment: environment({ maxValueLength: 256 }),
        assets: new Assets(readCorpus(`${FOLDER}/_assets.json`), environment()),
      };
      const before = readContact(contact_before, context.assets).contact;
      const result = applyModifier(before, modifier, context);
      const told = result.events.map((event) => ({ ...event, created_on: EVENT_TIME }));
      return difference({ contact: writeContact(result.contact), events: told }, { contact: contact_after, events });
    },
  );
}

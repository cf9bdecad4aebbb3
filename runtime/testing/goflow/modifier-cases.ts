import { Assets } from "../../contacts/assets.js";
import { readContact, writeContact } from "../../contacts/contact.js";
import { applyModifier, type Modifier } from "../../contacts/modifiers/index.js";
import { readEnvironment } from "../../conversation/environment.js";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import { expectSame } from "./compare.js";
import { besides, casesOf, type CaseFinder } from "./corpus-file.js";
import { objects } from "./flow-of.js";
import { normalise, uuidsIn } from "./normalise.js";
import { UNIT_NOW } from "./unit-trigger.js";

interface ModifierCase {
  readonly contact_before: JsonObject;
  readonly modifier: JsonObject;
  readonly contact_after: JsonObject;
  readonly events: Json;
}

/** Cases of contact changes, in a folder with the assets that they refer to. */
export const modifierCases: CaseFinder = (file) => {
  const list = objects(file.document) as unknown as ModifierCase[];
  const assets = besides(file.path, "_assets.json");
  if (!assets || list.length === 0 || !list.every(({ modifier }) => isJsonObject(modifier))) return undefined;
  return casesOf(file, list, (testCase) => runModifierCase(testCase, assets));
};

function runModifierCase(testCase: ModifierCase, document: JsonObject): void {
  const environment = readEnvironment(
    { max_value_length: 256 },
    { now: () => Date.parse(UNIT_NOW), random: () => Math.random() },
  );
  const assets = new Assets(document, environment);
  const { contact } = readContact(testCase.contact_before, assets);
  // The documents of modifiers are the modifiers themselves.
  const result = applyModifier(contact, testCase.modifier as unknown as Modifier, { environment, assets });
  const events = result.events.map((event) => ({ ...event, created_on: UNIT_NOW }));
  const known = uuidsIn(document, testCase);
  const actual = { contact: writeContact(result.contact), events } as unknown as Json;
  const expected = { contact: testCase.contact_after, events: testCase.events };
  expectSame(normalise(expected, known), normalise(actual, known), "change");
}

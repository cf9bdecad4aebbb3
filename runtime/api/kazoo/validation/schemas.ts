import Type from "typebox";
import { LISTENER, modules, SETTINGS } from "../../../formats/metaflows/index.js";
import { oneOf, webAddress } from "../../../metaflow/fields.js";
import { findStep } from "../../../steps.js";

/**
 * Modules that Kazoo stores but has nothing to run by (kazoo-metaflows.md section 1.3): their data is checked all the same. At run
 * time their chain ends.
 */
const STORED_ONLY: Readonly<Record<string, object>> = {
  pivot: Type.Object({
    voice_url: webAddress({ title: "Voice address" }),
    cdr_url: Type.Optional(webAddress({ title: "Address of call records" })),
    method: oneOf(["get", "post", "GET", "POST"], { title: "Method", default: "get" }),
    req_format: oneOf(["kazoo", "twiml"], { title: "Format", default: "kazoo" }),
    debug: Type.Optional(Type.Boolean({ default: false })),
  }),
  relate: Type.Object({
    conference_id: Type.String(),
    participant_id: Type.Union([Type.String(), Type.Integer()]),
    other_participant: Type.Union([Type.String(), Type.Integer()]),
    relationship: oneOf(["deaf", "clear", "mute"], { title: "Relationship", default: "clear" }),
  }),
};

/** The schema of a module's data: the options of its step. Undefined: there is no such module. */
export function moduleSchema(module: string): object | undefined {
  if (!modules.types.includes(module)) return undefined;
  return findStep(`${modules.family}-${module}`)?.options ?? STORED_ONLY[module];
}

let settings: object | undefined;

/** What stands at the head of a document, as the step that listens for keys has it; keys it does not know are kept. */
export function settingsSchema(): object {
  const fields = findStep(LISTENER.step)?.options.properties ?? {};
  return (settings ??= Type.Object(
    Object.fromEntries(Object.entries(fields).filter(([name]) => SETTINGS.some((setting) => setting === name))),
  ));
}

import { isJsonObject, type Json, type JsonObject } from "../json.js";
import type { FlowRef } from "../program.js";
import type { Input, Message, StartInput } from "../session/input.js";

/** What GoFlow's trigger document says of a session's start; the contact is put into the store by whoever starts it. */
export interface ReadTrigger {
  readonly flow: FlowRef;
  readonly start: Pick<StartInput, "trigger" | "message" | "environment">;
  readonly contact?: JsonObject;
}

type DialInput = Extract<Input, { type: "dial" }>;

/** What a document lacks, in GoFlow's words. */
export interface Unreadable {
  readonly problem: string;
}

/** Fields that each type of trigger has to have (goflow.md section 9). */
const TRIGGER_FIELDS: Readonly<Record<string, readonly string[]>> = {
  manual: [],
  msg: ["msg"],
  flow_action: ["run_summary"],
  campaign: ["event"],
  channel: ["event"],
  ticket: ["event.type", "event.ticket"],
};

/** The same for resumes (goflow.md section 8). */
const RESUME_FIELDS: Readonly<Record<string, readonly string[]>> = {
  msg: ["msg"],
  run_expiration: [],
  wait_timeout: [],
  dial: ["dial"],
};

/** Reads a trigger document (goflow.md section 9). */
export function readTrigger(document: JsonObject): ReadTrigger | Unreadable {
  const match = document["keyword_match"] == null ? [] : ["keyword_match.type", "keyword_match.keyword"];
  const problem = missing(document, "trigger", TRIGGER_FIELDS, ["flow", "triggered_on", ...match]);
  if (problem !== undefined) return { problem };
  const { flow, contact, environment, msg } = document;
  const { uuid, name } = flow as JsonObject;
  return {
    flow: { id: String(uuid), ...(typeof name === "string" && { name }) },
    start: {
      trigger: { ...document, type: String(document["type"]), at: Date.parse(String(document["triggered_on"])) },
      ...(isJsonObject(environment) && { environment }),
      ...(isJsonObject(msg) && { message: asMessage(msg) }),
    },
    ...(isJsonObject(contact) && { contact }),
  };
}

/**
 * Reads a resume document (goflow.md section 8).
 *
 * @param token the token that waits: a timeout is always one of a certain wait.
 */
export function readResume(document: JsonObject, token: string): Input | Unreadable {
  const problem = missing(document, "resume", RESUME_FIELDS, ["resumed_on"]);
  if (problem !== undefined) return { problem };
  const { contact, environment, msg, dial } = document;
  const fresh = { ...(isJsonObject(contact) && { contact }), ...(isJsonObject(environment) && { environment }) };
  switch (document["type"]) {
    case "msg": {
      const receivedOn = String(document["resumed_on"]);
      const message = asMessage(msg as JsonObject);
      return { type: "message", message, receivedAt: Date.parse(receivedOn), receivedOn, ...fresh };
    }
    case "wait_timeout":
      return { type: "timeout", token, ...fresh };
    case "dial": {
      const { status, duration = 0 } = dial as Partial<DialInput["dial"]> & Pick<DialInput["dial"], "status">;
      return { type: "dial", dial: { status, duration }, ...fresh };
    }
    default:
      return { type: "expiration", ...fresh };
  }
}

/** What is empty is left out, as GoFlow does. */
function asMessage(msg: JsonObject): Message {
  const { attachments, urn, external_id: externalId, ...rest } = msg;
  return {
    ...rest,
    uuid: String(msg["uuid"]),
    text: String(msg["text"] ?? ""),
    ...(urn && { urn }),
    ...(Array.isArray(attachments) && attachments.length > 0 && { attachments }),
    ...(externalId && { external_id: externalId }),
  } as Message;
}

function missing(
  document: JsonObject,
  noun: string,
  types: Readonly<Record<string, readonly string[]>>,
  common: readonly string[],
): string | undefined {
  const type = String(document["type"]);
  const own = Object.hasOwn(types, type) ? types[type] : undefined;
  if (!own) return `unknown ${noun} type: '${type}'`;
  const lacking = [...common, ...own].filter((path) => valueAt(document, path) == null);
  return lacking.length > 0 ? lacking.map((path) => `field '${path}' is required`).join(", ") : undefined;
}

function valueAt(document: JsonObject, path: string): Json | undefined {
  return path
    .split(".")
    .reduce<Json | undefined>((value, key) => (isJsonObject(value) ? value[key] : undefined), document);
}

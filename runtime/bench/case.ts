import { readFileSync } from "node:fs";
import { isJsonObject, type Json, type JsonObject } from "../json.js";
import type { Message } from "../session/input.js";

/** What a contact of the bench does: it starts a flow and sends its messages. */
export interface BenchCase {
  readonly flow: string;
  readonly contact: JsonObject;
  readonly environment?: JsonObject;
  readonly params?: JsonObject;
  readonly messages: readonly Message[];
  readonly mocks: JsonObject;
}

/** Reads a runner case of GoFlow's corpus; a resume that is no message has no place in a bench. */
export function readBenchCase(file: string): BenchCase {
  const document = JSON.parse(readFileSync(file, "utf8")) as JsonObject;
  const trigger = object(document["trigger"], "trigger");
  const { environment, params } = trigger;
  const resumes = Array.isArray(document["resumes"]) ? document["resumes"] : [];
  return {
    flow: String(object(trigger["flow"], "trigger.flow")["uuid"]),
    contact: object(trigger["contact"], "trigger.contact"),
    ...(isJsonObject(environment) && { environment }),
    ...(isJsonObject(params) && { params }),
    messages: resumes.map((resume, index) => messageOf(object(resume, `resumes[${index}]`), index)),
    mocks: isJsonObject(document["http_mocks"]) ? document["http_mocks"] : {},
  };
}

function object(value: Json | undefined, where: string): JsonObject {
  if (!isJsonObject(value)) throw new Error(`The case has no object at ${where}.`);
  return value;
}

function messageOf(resume: JsonObject, index: number): Message {
  const message = object(resume["msg"], `resumes[${index}].msg`);
  return { ...message, uuid: String(message["uuid"]), text: String(message["text"]) } as Message;
}

/** The case's contact as the `number`-th of many: its own id and its own telephone number. */
export function benchContact(
  contact: JsonObject,
  uuid: string,
  number: number,
): { document: JsonObject; urns: string[] } {
  const urn = `tel:+1206${String(number).padStart(7, "0")}`;
  return { document: { ...contact, uuid, id: number, urns: [urn] }, urns: [urn] };
}

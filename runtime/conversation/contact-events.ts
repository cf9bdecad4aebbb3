import type { Deployment } from "../step.js";
import type { EntryHost } from "../switchboard/entry-host.js";
import { derivedUuid } from "../formats/uuids.js";
import { isJsonObject, type Json, type JsonObject } from "../json.js";
import { readTrigger } from "./trigger-document.js";

/** Name under which the triggers know these events. */
const CONTACT_EVENT = "contact_event";

/** What happened to a contact outside of any session, by GoFlow's types of triggers (goflow.md section 9). */
export const CONTACT_EVENT_TYPES = ["campaign", "channel", "ticket"] as const;
export type ContactEventType = (typeof CONTACT_EVENT_TYPES)[number];

/** What providers tell of contacts beside messages and calls. */
export const CHANNEL_EVENTS = [
  "new_conversation",
  "referral",
  "incoming_call",
  "missed_call",
  "optin",
  "optout",
] as const;

/** What may start flows that listen for it. */
export interface ContactEvent {
  /** The sender's id of it; a repeated one starts nothing again. */
  readonly id?: string;
  readonly urn: string;
  /** The channel that it came by, over which sessions talk. */
  readonly channel: string;
  /** GoFlow's trigger without flow and time: `{type: "channel", event: {...}}`. */
  readonly trigger: JsonObject & { readonly type: ContactEventType; readonly event: JsonObject };
}

/**
 * Raises an event: starts every flow that listens for it. Gives the ids of the sessions, once all are durable; none where no flow
 * listens. Rejects with `FlowRefused` or `StoreUnavailable`.
 */
export function raiseContactEvent({ triggers }: Pick<EntryHost, "triggers">, event: ContactEvent): Promise<string[]> {
  return triggers.raise(CONTACT_EVENT, event as unknown as JsonObject);
}

/** What is wrong with a trigger, in GoFlow's words; undefined: nothing. */
export function contactEventProblem(trigger: JsonObject): string | undefined {
  const read = readTrigger(startOf(trigger, "", 0));
  return "problem" in read ? read.problem : undefined;
}

/** Connects an entry with the events of a type that `matches` finds to be for it; `msg.payload` is the event. */
export function onContactEvent(
  { switchboard, flow, node }: Deployment,
  type: ContactEventType,
  matches: (event: JsonObject, channel: string) => boolean,
): () => void {
  return switchboard.triggers.onEvent({
    event: CONTACT_EVENT,
    start(details) {
      const { id, urn, channel, trigger } = details as unknown as ContactEvent;
      if (trigger.type !== type || !matches(trigger.event, channel)) return undefined;
      const read = readTrigger(startOf(trigger, flow.id, switchboard.clock.now(), flow.name));
      if ("problem" in read) return undefined;
      const start = { ...read.start, entry: node, urn, channel, properties: { payload: trigger.event } };
      if (id === undefined) return switchboard.startFlow(flow, start);
      const inputId = [id, flow.id, node].join(" ");
      return switchboard.startFlow(flow, { ...start, inputId, session: derivedUuid("contact event", inputId) });
    },
  });
}

function startOf(trigger: JsonObject, flow: string, at: number, name = ""): JsonObject {
  return { ...trigger, flow: { uuid: flow, name }, triggered_on: new Date(at).toISOString() };
}

/** Whether a text names what a reference `{uuid, name}` refers to; an empty one names anything. */
export function isNamed(text: string | undefined, reference: Json | undefined): boolean {
  if (!text) return true;
  return isJsonObject(reference) && Object.values(reference).includes(text);
}

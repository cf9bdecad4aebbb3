import Type, { type Static } from "typebox";
import { ApiError } from "../../runtime/api/errors.js";
import { shape } from "../../runtime/api/shape.js";
import type { JsonObject } from "../../runtime/json.js";
import type { CallSignal } from "../../runtime/switchboard/switchboard.js";
import { ANSWERERS, type Answerer, type TranscriptLine } from "./phone.js";
import type { PhoneCall } from "./phone-call.js";

const EVENTS = [
  "digit",
  "ringing",
  "answer",
  "busy",
  "decline",
  "hangup",
  "bridged",
  "unbridged",
  "media_ended",
  "say",
  "signal",
] as const;

const schema = Type.Object({
  type: Type.Enum([...EVENTS]),
  /** Of a digit: the key. */
  digit: Type.Optional(Type.String({ pattern: "^[0-9*#A-D]$" })),
  /** Of a hangup: why, as the network says it (`busy`, `noanswer` ...). */
  cause: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  /** Of media: which ended; absent: what plays now. */
  media: Type.Optional(Type.String({ minLength: 1 })),
  /** Of an answer: who it is, for answering-machine detection. */
  by: Type.Optional(Type.Enum([...ANSWERERS])),
  /** Of what is said: the words. */
  text: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
  /** Of a signal: its name and what it says. */
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  data: Type.Optional(Type.Object({})),
  /** The leg of the call that it happens on; absent: the flow's own. */
  leg: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
  /** The sender's id: a repeated one counts once. */
  id: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
});

/** What a client says happens on a simulated phone. */
export type PhoneEvent = Static<typeof schema>;

/** Reads what a client says that happens on a phone; or what is wrong with it. */
export const readPhoneEvent = shape(schema);

/** An event as what it means, on which leg. */
export type Told = { readonly leg: string } & (
  | { readonly type: "media"; readonly media: string }
  | { readonly type: "say"; readonly text: string }
  | {
      readonly type: "signal";
      readonly signal: CallSignal;
      /** What the phone shows of it. */
      readonly line?: Pick<TranscriptLine, "kind" | "text">;
      /** Who has answered. */
      readonly by?: Answerer;
    }
);

/** Throws an `ApiError` 400 for an event that lacks something, 409 where nothing plays. */
export function tell(event: PhoneEvent, call: PhoneCall): Told {
  const leg = event.leg ?? call.id;
  switch (event.type) {
    case "digit": {
      const digit = needed(event.digit, "digit");
      return { leg, type: "signal", signal: { type: "digit", leg, digit }, line: { kind: "key", text: digit } };
    }
    case "media_ended": {
      const media = event.media ?? (call.has(leg) ? call.phone(leg).playing?.media : undefined);
      if (media === undefined) throw new ApiError(409, "Nothing plays on the call.");
      return { leg, type: "media", media };
    }
    case "say":
      return { leg, type: "say", text: needed(event.text, "text") };
    case "signal": {
      const data = event.data && { data: event.data as JsonObject };
      return { leg, type: "signal", signal: { type: "signal", name: needed(event.name, "name"), ...data } };
    }
    case "answer": {
      const { by } = event;
      return { leg, type: "signal", signal: { type: "call", event: "answered", leg }, ...(by && { by }) };
    }
    case "busy":
      return hangup(leg, "busy", "Busy");
    case "decline":
      return hangup(leg, "rejected", "Declined");
    case "hangup": {
      const { cause } = event;
      return hangup(leg, cause, cause === undefined ? "Hung up" : `Hung up (${cause})`);
    }
    case "ringing":
    case "bridged":
    case "unbridged":
      return { leg, type: "signal", signal: { type: "call", event: event.type, leg } };
  }
}

function hangup(leg: string, cause: string | undefined, text: string): Told {
  const signal = { type: "call", event: "hangup", leg, ...(cause !== undefined && { cause }) } as const;
  return { leg, type: "signal", signal, line: { kind: "note", text } };
}

function needed(value: string | undefined, field: string): string {
  if (value === undefined)
    throw new ApiError(400, `The event lacks '${field}'.`, { problems: [{ field, message: "is missing" }] });
  return value;
}

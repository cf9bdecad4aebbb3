import Type, { type Static } from "typebox";
import { ApiError } from "../../runtime/api/errors.js";
import { shape } from "../../runtime/api/shape.js";
import type { JsonObject } from "../../runtime/json.js";
import type { CallSignal } from "../../runtime/switchboard.js";
import type { PhoneCall, TranscriptLine } from "./phone-call.js";

const EVENTS = ["digit", "ringing", "answer", "hangup", "bridged", "unbridged", "media_ended", "signal"] as const;

const schema = Type.Object({
  type: Type.Enum([...EVENTS]),
  /** Of a digit: the key. */
  digit: Type.Optional(Type.String({ pattern: "^[0-9*#A-D]$" })),
  /** Of a hangup: why, as the network says it (`busy`, `noanswer` ...). */
  cause: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  /** Of media: which ended; absent: what plays now. */
  media: Type.Optional(Type.String({ minLength: 1 })),
  /** Of a signal: its name and what it says. */
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  data: Type.Optional(Type.Object({})),
  /** The leg of the call that it happens on; absent: the phone's own. */
  leg: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
  /** The sender's id: a repeated one counts once. */
  id: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
});

/** What a client says happens on a simulated phone. */
export type PhoneEvent = Static<typeof schema>;

export const readPhoneEvent = shape(schema);

/** An event as the input that it is, and what the transcript says of it. */
export interface Told {
  readonly signal: CallSignal;
  readonly line?: Omit<TranscriptLine, "id" | "at" | "by">;
}

/** Throws an `ApiError` 400 for an event that lacks something, 409 where nothing plays. */
export function tell(event: PhoneEvent, call: PhoneCall): Told {
  const leg = event.leg ?? call.id;
  switch (event.type) {
    case "digit": {
      const digit = needed(event.digit, "digit");
      return { signal: { type: "digit", leg, digit }, line: { kind: "key", text: digit } };
    }
    case "media_ended": {
      const media = event.media ?? call.playing?.media;
      if (media === undefined) throw new ApiError(409, "Nothing plays on the call.");
      return { signal: { type: "media", media } };
    }
    case "signal":
      return {
        signal: {
          type: "signal",
          name: needed(event.name, "name"),
          ...(event.data && { data: event.data as JsonObject }),
        },
      };
    case "answer":
      return { signal: { type: "call", event: "answered", leg } };
    case "hangup": {
      const { cause } = event;
      const text = cause === undefined ? "Hung up" : `Hung up (${cause})`;
      return {
        signal: { type: "call", event: "hangup", leg, ...(cause !== undefined && { cause }) },
        line: { kind: "note", text },
      };
    }
    case "ringing":
    case "bridged":
    case "unbridged":
      return { signal: { type: "call", event: event.type, leg } };
  }
}

function needed(value: string | undefined, field: string): string {
  if (value === undefined)
    throw new ApiError(400, `The event lacks '${field}'.`, { problems: [{ field, message: "is missing" }] });
  return value;
}

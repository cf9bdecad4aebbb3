import type { Request } from "express";
import { queryText } from "../../../runtime/api/body.js";
import type { DialInput } from "../../../runtime/session/input.js";
import { readKey } from "../../../runtime/session/event.js";
import type { Parameters } from "../webhooks.js";
import { STAR } from "./bridge-keys.js";
import type { LegName } from "./legs.js";
import { isOver, keysOf, mediaEnded, statusSignal, type Told } from "./signals.js";

/** A question of Twilio's what a leg is to do next. */
export interface Asked {
  /** What has happened on it. */
  readonly told: readonly Told[];
  /** Whether keys have been pressed. */
  readonly pressed: boolean;
  /** It fetches a document that was too long to be sent; names that. */
  readonly document?: string;
}

/** Why Twilio asks: keys, the end of what was heard, of a bridge or of a call to somebody outside, or the leg has just answered. */
export function asked(request: Request, { leg }: LegName, parameters: Parameters): Asked {
  const reason = (name: string): string | undefined => queryText(request, name);
  const [media, bridge, star, dial, document] = ["media", "bridge", "star", "dial", "document"].map(reason);
  // Twilio's name for the request, also when it is made again.
  const token = request.get("I-Twilio-Idempotency-Token");
  const ended = isOver(parameters);
  const starred = star === STAR && !ended;
  const keys = starred ? [STAR] : keysOf(parameters);
  const isFirst = [media, bridge, star, dial, document, parameters["Digits"]].every((each) => each === undefined);
  const told: Told[] = [
    ...(ended || (isFirst && isDialled(parameters)) ? statuses(leg, parameters) : []),
    ...keys.map((digit, index): Told => ({
      signal: { type: "digit", leg, digit },
      ...(token && { id: `key:${token}:${index}` }),
    })),
    ...(media === undefined ? [] : [mediaEnded(media)]),
    ...(bridge === undefined || starred || ended
      ? []
      : [{ signal: { type: "call", event: "unbridged", leg }, ...(token && { id: `left:${token}` }) } as const]),
    ...(dial === undefined ? [] : dialled(dial, parameters)),
  ];
  return { told, pressed: keys.length > 0, ...(document !== undefined && { document }) };
}

/** A call that goes out asks for the first time when it is answered. A later question says the same again, which counts once. */
function isDialled({ Direction = "" }: Parameters): boolean {
  return Direction.startsWith("outbound");
}

/** What Twilio says in passing of how far a leg has come: one signal, or none. */
export function statuses(leg: string, parameters: Parameters): Told[] {
  const told = statusSignal(leg, parameters);
  return told ? [told] : [];
}

/** How Twilio's values of `DialCallStatus` are called by GoFlow (goflow.md section 7). */
const DIALLED: Readonly<Partial<Record<string, DialInput["dial"]["status"]>>> = {
  completed: "answered",
  answered: "answered",
  busy: "busy",
  "no-answer": "no_answer",
};

/** How it went with somebody outside for whom a flow waits; `key` is that of the effect. */
function dialled(key: string, { DialCallStatus = "", DialCallDuration = "0" }: Parameters): Told[] {
  const session = readKey(key)?.session;
  if (session === undefined) return [];
  const dial = { status: DIALLED[DialCallStatus] ?? "failed", duration: Number.parseInt(DialCallDuration, 10) || 0 };
  return [{ signal: { type: "dial", dial }, session, id: `dialled:${key}` }];
}

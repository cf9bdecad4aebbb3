import { BoundedCache } from "../../../runtime/bounded-cache.js";
import { isRinging } from "../../../runtime/call/legs/parties.js";
import type { Call } from "../../../runtime/session/call.js";
import { hasEarlyMedia } from "./early-media.js";
import type { Music, Sound } from "./instruction.js";

/** Legs that are remembered; more than anybody has at a time. */
const MAX_LEGS = 10_000;

/** Which leg of which call. */
export interface LegName {
  readonly call: string;
  readonly leg: string;
}

/** A leg as this process knows it. What must survive the process is in the session. */
export interface Leg extends LegName {
  /** Twilio's id of its call. */
  sid?: string;
  /** It rings at us, as Twilio last said. */
  ringing?: boolean;
  /** Twilio asks what it is to do; whoever answers takes this away. */
  answer?: (document: string) => void;
  /** What it was told last. */
  last?: string;
  /** What it hears now, if the flow waits for the end of that. */
  media?: string;
  /** What it was last told to hear while it waits. */
  music?: Music;
  /** It is on hold in its conference. */
  held?: boolean;
  /** What it is to hear before what comes next. */
  sounds?: readonly Sound[];
  /** Who has answered it, once Twilio knows. */
  detected?: string;
  /** Of a call that comes in: lets its caller's number be shown where the call is forwarded to. */
  token?: string;
}

/** The legs of all calls. */
export class Legs {
  readonly #legs = new BoundedCache<string, Leg>(MAX_LEGS);

  of({ call, leg }: LegName): Leg {
    const key = `${call} ${leg}`;
    const known = this.#legs.get(key) ?? { call, leg };
    this.#legs.set(key, known);
    return known;
  }

  forget({ call, leg }: LegName): void {
    this.#legs.delete(`${call} ${leg}`);
  }
}

/** Whether the flow has not answered a leg that calls us. */
export function ringsAtUs(call: Call | undefined, id: string): boolean {
  const leg = call?.legs[id];
  return leg?.direction === "incoming" && isRinging(leg);
}

/**
 * Whether a leg goes on ringing, at us or at whom we dial. What is heard on it can have answered it meanwhile; and whoever is to hear
 * others before they answer is answered for that.
 */
export function waitsToAnswer({ leg: id, ringing }: Leg, call: Call | undefined): boolean {
  const leg = call?.legs[id];
  if (!leg || !isRinging(leg)) return false;
  if (leg.direction === "outgoing") return true;
  return ringing !== false && !(leg.bridge !== undefined && hasEarlyMedia(call, leg.bridge));
}

import { hearsInstead, isMute } from "../../../runtime/call/control/hearing.js";
import { hasEnded } from "../../../runtime/session/lifecycle.js";
import type { Session } from "../../../runtime/session/session.js";
import type { Instruction, Music } from "./instruction.js";
import { waitsToAnswer, type Leg } from "./legs.js";

/** A conference of Twilio's, as a leg comes into it. */
export interface Room {
  readonly kind: "room";
  readonly name: string;
  /** Until others are there. */
  readonly music?: Music;
  /** Nobody else ever comes. */
  readonly alone?: true;
  /** Nobody hears it. */
  readonly muted?: boolean;
  /** The key * takes the leg out, and is told. */
  readonly star?: boolean;
}

/** Where a leg is while it is told nothing else. */
export type Standing = Room | { readonly kind: "ring" } | Extract<Instruction, { kind: "hear" | "hangup" }>;

/**
 * Where the session has a leg: in a conference, with music, waiting for keys ... It follows from the session alone, so that
 * whatever Twilio asks for after a crash is answered rightly.
 */
export function standingOf(leg: Leg, session: Session | undefined): Standing {
  if (!session || hasEnded(session.status)) return { kind: "hangup", cause: "normal" };
  const state = session.call?.legs[leg.leg];
  const rings = waitsToAnswer(leg, session.call);
  if (rings && state?.direction === "incoming") return { kind: "ring" };
  const music = musicFor(leg, state && hearsInstead(state));
  if (state?.bridge !== undefined && !rings)
    return { kind: "room", name: state.bridge, ...music, ...(isMute(state) && { muted: true }) };
  return music.music
    ? { kind: "room", name: `waiting ${leg.leg}`, alone: true, ...music }
    : { kind: "hear", sounds: [] };
}

/** An address is only known where the leg was told of it in this process; else it is the channel's own music. */
function musicFor({ music }: Leg, hears: string | undefined): { readonly music?: Music } {
  if (hears !== "moh" && hears !== "ringback") return {};
  return { music: music?.kind === hears ? music : { kind: hears } };
}

import { isJsonObject, type Json } from "../../../runtime/json.js";
import type { Event } from "../../../runtime/session/event.js";
import { sayAs, type SayAs } from "./say-as.js";

/** Something that the other side hears. */
export type Sound =
  | { readonly say: string; readonly language?: string; readonly gender?: string; readonly as?: SayAs }
  | { readonly play: string }
  /** Keys that are sent, as tones. */
  | { readonly keys: string };

/** What somebody who waits hears; without an address, what the channel has for it. */
export interface Music {
  readonly kind: "ringback" | "moh";
  readonly url?: string;
}

/** What a leg is to do now, instead of what it does. `before`: what it hears first. */
export type Instruction =
  /** Hear something and wait; `media`: the flow is to be told of the end; `listenS`: for so many seconds keys are awaited then. */
  | { readonly kind: "hear"; readonly sounds: readonly Sound[]; readonly media?: string; readonly listenS?: number }
  /** Go back to where the session has it (`standing.ts`). */
  | { readonly kind: "wait"; readonly music?: Music }
  | { readonly kind: "join"; readonly bridge: string }
  /**
   * Talk to somebody outside until they, or it, hang up; `key`: of the effect, whose session is told how that went. Without a
   * `callerId` they see who calls us.
   */
  | { readonly kind: "dial"; readonly number: string; readonly key: string; readonly callerId?: string }
  | { readonly kind: "hangup"; readonly cause: string };

/** Go back to where the session has the leg. */
export const WAIT: Instruction = { kind: "wait" };

/** A name that a beep has among the files that we serve ourselves. */
export const BEEP = "beep";

/** What an effect makes a leg do; undefined: nothing, or something beside what it does. */
export function instructionOf({
  key,
  event,
}: {
  readonly key: string;
  readonly event: Event;
}): Instruction | undefined {
  switch (event.type) {
    case "talk":
      return { kind: "hear", sounds: [speech(event)], media: key };
    case "play": {
      // A metaflow's has one medium, and nobody waits for its end.
      const media = text(event["media"]);
      if (media === "")
        return { kind: "hear", sounds: urls(event["stream_urls"]).map((play) => ({ play })), media: key };
      return isAddress(media) ? { kind: "hear", sounds: [{ play: media }] } : undefined;
    }
    case "say":
    case "tts":
      return { kind: "hear", sounds: [speech(event)] };
    case "beep":
      return { kind: "hear", sounds: [{ play: BEEP }], media: key };
    case "recording_start":
      // Beside what else it does.
      return event["beep_start"] === true ? { kind: "hear", sounds: [{ play: BEEP }] } : undefined;
    case "ivr_created":
      return { kind: "hear", sounds: spoken(event["msg"]) };
    case "digits_send":
      return { kind: "hear", sounds: [{ keys: text(event["digits"]) }] };
    case "bridge_join":
      return { kind: "join", bridge: text(event["bridge"]) };
    case "bridge_leave":
    case "playback_stop":
      return WAIT;
    case "moh":
    case "ringback":
      return { kind: "wait", music: musicOf(event.type, event["media"]) };
    case "dial_wait":
      return { kind: "dial", number: text(event["urn"]).replace(/^tel:/, ""), key };
    case "call_hangup":
      return { kind: "hangup", cause: text(event["cause"]) || "normal" };
    default:
      return undefined;
  }
}

/** The legs of a call that an effect is for, by default the flow's own. */
export function legsOf({ leg, legs }: Event, own: string): readonly string[] {
  if (Array.isArray(legs)) return legs.map(String);
  return [typeof leg === "string" ? leg : own];
}

/** Twilio plays addresses; other names of media are the flow's own, or another system's. */
export function isAddress(media: Json | undefined): media is string {
  return typeof media === "string" && /^https?:\/\//i.test(media);
}

/** Music by its address; any other name is that of music which the channel does not have. */
export function musicOf(kind: Music["kind"], media: Json | undefined): Music {
  return { kind, ...(isAddress(media) && { url: media }) };
}

/** How a metaflow's `say` names the voices that others call female, male and neutral. */
const GENDERS: Readonly<Partial<Record<string, string>>> = { feminine: "female", masculine: "male", neuter: "neutral" };

function speech(event: Event): Sound {
  // A text to speech calls its gender a voice.
  const [language, given] = [text(event["language"]), text(event["gender"]) || text(event["voice"])];
  const gender = GENDERS[given] ?? given;
  const as = sayAs(text(event["say_type"]), text(event["method"]));
  return {
    say: text(event["text"]),
    ...(language !== "" && { language }),
    ...(gender !== "" && { gender }),
    ...(as && { as }),
  };
}

/** GoFlow's message on a call: a recording, else its text (goflow.md section 13, say_msg). */
function spoken(msg: Json | undefined): Sound[] {
  if (!isJsonObject(msg)) return [];
  const recordings = urls(msg["attachments"]).map((attachment) => attachment.replace(/^audio[^:]*:/, ""));
  if (recordings.length > 0) return recordings.map((play) => ({ play }));
  const language = text(msg["text_language"]);
  return [{ say: text(msg["text"]), ...(language !== "" && { language }) }];
}

function urls(list: Json | undefined): string[] {
  return Array.isArray(list) ? list.filter((url) => typeof url === "string") : [];
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

import { isJsonObject, type Json } from "../../../runtime/json.js";
import type { Event } from "../../../runtime/session/event.js";

/** Something that the other side hears. */
export type Sound =
  | { readonly say: string; readonly language?: string; readonly gender?: string }
  | { readonly play: string }
  /** Keys that are sent, as tones. */
  | { readonly keys: string };

/** What a leg is to do now, instead of what it does. */
export type Instruction =
  /** Hear something and wait; `media`: the flow is to be told of the end. */
  | { readonly kind: "hear"; readonly sounds: readonly Sound[]; readonly media?: string }
  | { readonly kind: "join"; readonly bridge: string }
  | { readonly kind: "hangup"; readonly cause: string };

export const WAIT: Instruction = { kind: "hear", sounds: [] };

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
    case "play":
      return { kind: "hear", sounds: urls(event["stream_urls"]).map((play) => ({ play })), media: key };
    case "beep":
      return { kind: "hear", sounds: [{ play: BEEP }], media: key };
    case "ivr_created":
      return { kind: "hear", sounds: spoken(event["msg"]) };
    case "digits_send":
      return { kind: "hear", sounds: [{ keys: text(event["digits"]) }] };
    case "bridge_join":
      return { kind: "join", bridge: text(event["bridge"]) };
    case "bridge_leave":
    case "playback_stop":
      return WAIT;
    case "call_hangup":
      return { kind: "hangup", cause: text(event["cause"]) || "normal" };
    default:
      return undefined;
  }
}

function speech(event: Event): Sound {
  const [language, gender] = [text(event["language"]), text(event["gender"])];
  return { say: text(event["text"]), ...(language !== "" && { language }), ...(gender !== "" && { gender }) };
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

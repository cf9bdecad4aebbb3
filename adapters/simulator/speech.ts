import { isJsonObject, type Json } from "../../runtime/json.js";
import type { Event } from "../../runtime/session/event.js";

/** About 150 words a minute, as speech synthesis talks; a pause before and after. In milliseconds. */
const MS_PER_CHARACTER = 65;
const PAUSES_MS = 500;
/** Recordings are not looked into. */
const RECORDING_MS = 3000;
const TONE_MS = 500;

/** What a person hears of an effect. */
export interface Speech {
  readonly kind: "talk" | "play" | "note";
  readonly text: string;
  readonly language?: string;
  readonly urls?: readonly string[];
  /** Milliseconds. */
  readonly duration: number;
  /** Keys of the listener that end it. */
  readonly endingKeys: readonly string[];
}

const ALL_KEYS = [..."0123456789*#"];

/** What an effect on a call sounds like; a `note` makes no sound. */
export function speechOf(event: Event): Speech {
  const { language, stream_urls, media, terminators } = event;
  // GoFlow's ivr_created has its text in a message.
  const { text, attachments } = isJsonObject(event["msg"]) ? event["msg"] : event;
  const recorded = texts(attachments).flatMap((each) => /^audio(?:\/[^:]*)?:(.+)$/.exec(each)?.[1] ?? []);
  if (recorded.length > 0) return recording(recorded, typeof text === "string" && text !== "" ? text : undefined);
  if (typeof text === "string") {
    const words = withoutMarkup(text);
    return {
      kind: "talk",
      text: words,
      ...(typeof language === "string" && language !== "" && { language }),
      duration: PAUSES_MS + words.length * MS_PER_CHARACTER,
      endingKeys: Array.isArray(terminators) ? terminators.map(String) : [],
    };
  }
  if (Array.isArray(stream_urls)) return recording(texts(stream_urls));
  // A metaflow's.
  if (event.type === "play" && typeof media === "string") return { ...recording([media]), endingKeys: ALL_KEYS };
  return { kind: "note", text: "", duration: TONE_MS, endingKeys: [] };
}

function recording(urls: readonly string[], words?: string): Speech {
  return { kind: "play", text: words ?? urls.join("\n"), urls, duration: RECORDING_MS * urls.length, endingKeys: [] };
}

function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** The words of an SSML document, or the text as it is. */
function withoutMarkup(text: string): string {
  if (!/^\s*<speak[\s>]/i.test(text)) return text;
  const words = text
    .replace(/<[^>]*>/g, " ")
    .replace(/&(lt|gt|amp|quot|apos);/g, (all, name: string) => ENTITIES[name] ?? all);
  return words.replace(/\s+/g, " ").trim();
}

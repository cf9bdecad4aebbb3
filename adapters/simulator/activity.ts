import type { Event } from "../../runtime/session/event.js";

/** Something that happened on a call beside its flow. */
export interface Activity {
  readonly at: number;
  readonly type: string;
  /** On which leg, where it is one's. */
  readonly leg?: string;
  /** The endpoint whose collector it was. */
  readonly endpoint?: string;
  readonly text: string;
}

const TEXTS: Readonly<Record<string, (event: Event) => string>> = {
  digits_collected: ({ collected, matched }) =>
    `${collected === "" ? "no keys" : String(collected)} → ${matched === null ? "nothing" : String(matched)}`,
  metaflow_module: ({ module }) => `runs ${String(module)}`,
  transcript_created: ({ text }) => `is transcribed: ${String(text)}`,
  recording_finished: ({ files }) => `recorded ${Array.isArray(files) ? files.join(", ") : ""}`.trim(),
  amd_result: ({ result }) => `answered by ${String(result)}`,
  error: ({ text }) => `error: ${String(text)}`,
};

/** What an event of a call's session is worth telling; undefined: nothing. */
export function activityOf({ event, at }: { readonly event: Event; readonly at: number }): Activity | undefined {
  const { type, leg, endpoint } = event;
  const text = Object.hasOwn(TEXTS, type) ? TEXTS[type]?.(event) : undefined;
  if (text === undefined) return undefined;
  return {
    at,
    type,
    ...(typeof leg === "string" && { leg }),
    ...(typeof endpoint === "string" && { endpoint }),
    text,
  };
}

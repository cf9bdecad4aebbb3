import type { Json, JsonObject } from "../../json.js";

/**
 * A flow test as a person would tell it: what the contact does, and what the flow answers. Each line of the conversation is one
 * of the forms below.
 */
export interface Transcript {
  readonly name: string;
  /** Files with the flows, as exported from the editor; relative to the test's own file. */
  readonly flows: readonly string[];
  /** What the flows refer to: a GoFlow asset document (fields, groups, globals ...). */
  readonly assets?: JsonObject;
  /** URN of the contact. */
  readonly contact: string;
  /** What servers answer that the flows call; others are not there. */
  readonly http?: readonly ServerAnswer[];
  readonly conversation: readonly TranscriptLine[];
}

/** An answer to requests with this method and URL, the query included; `body` is JSON or, as a text, the text. */
export interface ServerAnswer {
  readonly method: string;
  readonly url: string;
  readonly status?: number;
  readonly body?: Json;
}

export type TranscriptLine =
  /** The flow is started by hand for the contact. */
  | { readonly start: string; readonly params?: JsonObject }
  /** A request comes in at an entry's path, with this body. */
  | { readonly request: string; readonly body: Json }
  /** The contact sends a message. */
  | { readonly send: string }
  /** The next message that goes out is this text; for the contact, or for somebody else by a broadcast or a session of theirs. */
  | { readonly expect: string; readonly quick_replies?: readonly string[]; readonly to?: string }
  /** The contact calls a number. */
  | { readonly call: string }
  /** The flow's next spoken text is this. */
  | { readonly hear: string }
  /** The caller presses keys. */
  | { readonly press: string }
  /** The caller hangs up, or the flow is expected to have done so. */
  | { readonly hangup: "caller" | "flow" }
  /** The flow dials this number next. */
  | { readonly dials: string }
  /** Whom the flow has dialled last at this number answers or hangs up, with the network's cause (`busy` ...). */
  | { readonly party: string; readonly does: "answer" | "hangup"; readonly cause?: string }
  /** Time passes: d.HH:mm:ss. */
  | { readonly wait: string }
  /** The results saved so far include these, by key. */
  | { readonly results: Readonly<Record<string, string>> }
  /** The contact's document includes these. */
  | { readonly contact: JsonObject }
  /** The session has this status now. */
  | { readonly status: string };

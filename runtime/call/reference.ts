import { isJsonObject } from "../json.js";
import type { Session } from "../session/session.js";
import { NIL_ID } from "./nil-id.js";

/** What an activeflow is about: the call, the message or the recording that started it (voipbin-flow.md section 1.4). */
export interface Reference {
  readonly type: "call" | "message" | "recording" | "api";
  readonly id: string;
}

/** What a session is about. */
export function referenceOf(session: Session): Reference {
  const { call, trigger, variables } = session;
  if (call) return { type: "call", id: call.id };
  // Who starts a follower says what it is about.
  if (trigger.type === "on_complete" && isJsonObject(trigger["reference"]))
    return trigger["reference"] as unknown as Reference;
  if (trigger.type === "recording") return { type: "recording", id: String(trigger["recording"]) };
  const message = variables["voipbin.message.id"];
  if ((trigger.type === "msg" || trigger.type === "message") && message !== undefined)
    return { type: "message", id: message };
  return { type: "api", id: NIL_ID };
}

import type { DialInput } from "../../../runtime/session/input.js";
import type { CallSignal } from "../../../runtime/switchboard/switchboard.js";
import type { Parameters } from "../webhooks.js";

/** A signal, with an id that is the same however often Twilio tells it, where there can be one. */
export type Told =
  | { readonly signal: CallSignal; readonly id?: string }
  /** What only this session waits for. */
  | { readonly signal: DialInput; readonly session: string; readonly id: string };

/** What the flow plays was heard to its end; `media` is the key of its effect. */
export function mediaEnded(media: string): Told {
  return { signal: { type: "media", media }, id: `media:${media}` };
}

/** What a status of Twilio's means for a leg; undefined: nothing. */
export function statusSignal(leg: string, { CallStatus = "", CallSid = "" }: Parameters): Told | undefined {
  const of = { type: "call", leg, networkId: CallSid } as const;
  switch (CallStatus) {
    case "ringing":
      return { signal: { ...of, event: "ringing" }, id: `ringing:${CallSid}` };
    case "in-progress":
    case "answered":
      return { signal: { ...of, event: "answered" }, id: `answered:${CallSid}` };
    case "completed":
    case "busy":
    case "no-answer":
    case "failed":
    case "canceled":
      return { signal: { ...of, event: "hangup", cause: CAUSES[CallStatus] }, id: `ended:${CallSid}` };
    default:
      return undefined;
  }
}

/** Whether Twilio says that the call has ended. */
export function isOver({ CallStatus = "" }: Parameters): boolean {
  return Object.hasOwn(CAUSES, CallStatus);
}

const CAUSES = { completed: "normal", busy: "busy", "no-answer": "noanswer", failed: "failed", canceled: "normal" };

/** The keys that a `<Gather>` brings. `FinishedOnKey` is a key that ended it. */
export function keysOf({ Digits = "", FinishedOnKey = "" }: Parameters): string[] {
  return [...`${Digits}${FinishedOnKey}`].filter((key) => /^[0-9*#A-D]$/.test(key));
}

/** Who answered, in the words of answering-machine detection (voipbin-flow.md section 4, amd). */
export function detection({ AnsweredBy = "" }: Parameters): string {
  if (AnsweredBy.startsWith("machine")) return "MACHINE";
  return { human: "HUMAN", fax: "FAX" }[AnsweredBy] ?? "NOTSURE";
}

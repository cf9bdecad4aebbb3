import type { StepContext } from "../../engine/context.js";
import type { HangupReason } from "../../session/call.js";
import { legOf } from "./parties.js";

declare module "../../engine/services.js" {
  interface Services {
    /** Why a call of another session ended; undefined: it has not, or there is none. */
    readonly hangupReasons?: (call: string) => Promise<HangupReason | undefined>;
  }
}

/** Why a leg of this call, or another call, ended: `normal` where it has not, or where there is none (section 4, hangup). */
export async function relayedReason(step: StepContext, id: string): Promise<HangupReason> {
  const { call } = step.session;
  const leg = call && legOf(call, id);
  return (leg ? leg.hangupReason : await step.services().hangupReasons?.(id)) ?? "normal";
}

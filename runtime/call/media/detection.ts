import { hangUp, interruptFlow } from "../session.js";
import type { Sprint } from "../../engine/sprint.js";
import type { Input } from "../../session/input.js";

/** Name of the signal by which a channel says who answered: `{result: "MACHINE" | "HUMAN" | ...}`. */
export const AMD_RESULT = "amd_result";

/**
 * A channel says who answered. Only the exact result `MACHINE` counts (voipbin-flow.md section 4, amd): it hangs the call up where
 * the step has asked for that. True: it has, and no step gets the result.
 */
export function detectionReceived(sprint: Sprint, input: Input): boolean {
  const { call } = sprint.session;
  if (!call || input.type !== "signal" || input.name !== AMD_RESULT || call.detection === undefined) return false;
  const result = String(input.data?.["result"] ?? "");
  const hangsUp = call.detection === "hangup" && result === "MACHINE";
  delete call.detection;
  sprint.record({ type: "amd_result", call: call.id, result });
  if (!hangsUp) return false;
  hangUp(sprint, "amd");
  interruptFlow(sprint);
  return true;
}

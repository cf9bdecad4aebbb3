import type { StepContext } from "../engine/context.js";
import type { JsonObject } from "../json.js";
import type { Outcome } from "../step.js";

/** Runs actions of VoIPBIN that exist only now, then goes on: a fork by stack (voipbin-flow.md section 2). */
export function fork(step: StepContext, actions: readonly JsonObject[]): Outcome {
  const read = step.read("voipbin", actions);
  return "problems" in read ? step.fail(`${step.node.step.type}: ${read.problems.join("; ")}`) : step.call(read);
}

/** The action that holds the flow's own leg in a bridge. */
export function joinAction(bridge: string): JsonObject {
  return { type: "confbridge_join", option: { confbridge_id: bridge } };
}

import { AMD_RESULT } from "../../call/media/detection.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { setAgentStatus } from "../../switchboard/agent-status.js";
import { Mismatch } from "../expect.js";
import { AGENT } from "./centre.js";
import type { CallRecord } from "./record.js";
import type { CallScenarioInput } from "./scenario.js";
import { readVoipbin } from "../../formats/voipbin/index.js";
import { addDefinition } from "../host.js";

/** Carries out an input of a scenario at its virtual time. */
export async function applyInput(
  switchboard: Switchboard,
  record: CallRecord,
  input: CallScenarioInput,
): Promise<void> {
  const call = record.session.call?.id ?? "";
  switch (input.event) {
    case "dtmf":
      await switchboard.callEvent("voice", call, { type: "digit", leg: call, digit: input.digit ?? "" });
      return;
    case "hangup":
      await switchboard.callEvent("voice", call, { type: "call", event: "hangup", leg: call, cause: "normal" });
      return;
    case "confbridge_leave":
      await switchboard.callEvent("voice", call, { type: "call", event: "unbridged", leg: call });
      return;
    case "agent_available":
      switchboard.callCentre.add({ agents: [AGENT] });
      await setAgentStatus(switchboard, AGENT.id, "available");
      return;
    case "amd_result": {
      const data = { result: input.result ?? "" };
      await switchboard.callEvent("voice", call, { type: "signal", name: AMD_RESULT, data });
      return;
    }
    case "set_forward_action":
      await switchboard.toSession(record.session.id, {
        type: "forward",
        target: input.target_id ?? "",
        now: input.result === "now",
      });
      return;
    case "stale_next":
      await switchboard.toSession(record.session.id, { type: "next", from: input.target_id ?? "" });
      return;
    case "flow_update": {
      const read = readVoipbin({ id: input.target_id, actions: input.actions ?? [] }, { ids: switchboard.ids });
      if ("program" in read) await addDefinition(switchboard, { ...read.program, id: input.target_id ?? "" });
      return;
    }
    default:
      throw new Mismatch(`Inputs of kind '${input.event}' cannot be given yet.`);
  }
}

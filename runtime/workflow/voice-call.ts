import type { Channels } from "../channels/channels.js";
import type { StepContext } from "../engine/context.js";
import type { Sprint } from "../engine/sprint.js";
import { DIGITS } from "../call/variables.js";
import { isJsonObject, type JsonObject } from "../json.js";
import { DTMF_SIGNAL } from "./dtmf.js";
import { capturedDigits, voiceFlow, type VoiceAction } from "./voice-flow.js";
import { lanes } from "../session/lanes.js";

declare module "../engine/services.js" {
  interface Services {
    /** What the channels can do. */
    readonly channels?: Pick<Channels, "get">;
  }
}

/** Under which the call's session has what its workflow is told of the digits. */
const DATA = "voice_message";

/**
 * Whether the session's channel makes calls that flows lead. Others, such as 8x8's own, are handed the voice message as it is, or
 * refuse it.
 */
export function leadsCalls(step: StepContext): boolean {
  const { channel = "" } = step.session;
  return step.services().channels?.get(channel)?.capabilities?.can.includes("outgoing_calls") ?? false;
}

/**
 * Makes the call of a VoiceMessage: a session of its own, whose flow says, plays or captures. Gives what 8x8's voice API answers
 * (8x8-automation.md section 7); undefined: it is not said whom to call.
 */
export function startVoiceCall(step: StepContext, action: VoiceAction, message: JsonObject): JsonObject | undefined {
  const params = isJsonObject(message["params"]) ? message["params"] : {};
  const [from = "", to = ""] = [params["source"], params["destination"]].map(numberOf);
  if (to === "") return undefined;
  const uid = step.uuid();
  const { clientRequestId } = message;
  const call = { uid, destination: to, ...(typeof clientRequestId === "string" && { clientRequestId }) };
  const { id: session, lane, channel } = step.session;
  const flow = { id: `${step.flow.ref.id}/${step.node.id}`, name: `Call of ${step.node.id}` };
  step.startSession({
    type: "start",
    flow,
    program: voiceFlow(action, params, flow),
    ...(channel !== undefined && { channel }),
    trigger: { type: "call", at: step.now(), call: uid, session },
    lane: lanes.ofCall(uid),
    call: { id: uid, direction: "outgoing", from, to },
    ...(action === "say&capture" && { data: { [DATA]: { session, lane, call, params } } }),
  });
  return { ...call, status: { code: "CREATED" } };
}

/** The digits of a capture go to the workflow that has made the call, in the shape of 8x8's callback, once the call is over. */
export function reportDigits(sprint: Sprint): void {
  const told = sprint.session.data[DATA];
  if (sprint.session.trigger.type !== "call" || !isJsonObject(told)) return;
  const { session, lane, call, params } = told;
  if (typeof session !== "string" || typeof lane !== "string" || !isJsonObject(call) || !isJsonObject(params)) return;
  const dtmf = capturedDigits(sprint.session.variables[DIGITS] ?? "", params);
  if (dtmf === undefined) return;
  const status = { code: "DTMF", timestamp: new Date(sprint.now()).toISOString() };
  const data = { ...call, status, actionDetails: { dtmf } };
  sprint.tell({ lane, session, input: { type: "signal", name: DTMF_SIGNAL, data } });
}

function numberOf(value: JsonObject[string]): string {
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
}

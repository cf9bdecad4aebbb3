import Type from "typebox";
import type { StepContext } from "../../runtime/engine/context.js";
import { hasScript } from "../../runtime/expressions/javascript/index.js";
import type { JsonObject } from "../../runtime/json.js";
import { defineStep, type Outcome } from "../../runtime/step.js";
import { failed } from "../../runtime/workflow/completion.js";
import { expectDigits, nameCall } from "../../runtime/workflow/dtmf.js";
import { answerOf } from "../../runtime/workflow/providers.js";
import { anyObject, script, scriptOr, WORKFLOW_EXITS, workflowOptions } from "../../runtime/workflow/schema.js";
import { leadsCalls, startVoiceCall } from "../../runtime/workflow/voice-call.js";
import { VOICE_ACTIONS, type VoiceAction } from "../../runtime/workflow/voice-flow.js";

/**
 * 8x8-automation.md sections 3 and 7, VoiceMessage. What is pressed during the call is for WaitForDTMF, also if it comes early. A
 * channel that is a telephone network makes a call with a flow of its own; 8x8's gets the message as it is.
 */
export const voiceMessage = defineStep({
  family: "workflow",
  type: "VoiceMessage",
  summary: "Calls somebody, says or plays something, and may ask for digits.",
  icon: "fa-volume-control-phone",
  options: workflowOptions({
    subAccountId: Type.Optional(script({ title: "Sub-account" })),
    clientRequestId: Type.Optional(
      script({ title: "Client request id", description: "By which WaitForDTMF knows the call, such as {{uuid()}}." }),
    ),
    action: Type.Optional(script({ title: "Action", description: "say, say&capture or playFile. Default: say." })),
    params: scriptOr(anyObject, {
      title: "Parameters",
      description: "source, destination, text, voiceProfile, speed, repetition, fileUrl, minDigits, maxDigits ...",
    }),
  }),
  exits: WORKFLOW_EXITS,
  check: ({ inputs: { action = "say" } }) =>
    hasScript(action) || isAction(action)
      ? []
      : [{ field: "inputs/action", message: `must be one of ${VOICE_ACTIONS.join(", ")}` }],
  enter(step, { inputs }) {
    const { action = "say" } = inputs;
    if (!isAction(action)) return failed(step, `'${action}' is no voice action; use ${VOICE_ACTIONS.join(", ")}`);
    expectDigits(step.session, inputs.clientRequestId);
    if (leadsCalls(step)) {
      const called = startVoiceCall(step, action, inputs);
      return called
        ? respond(step, called)
        : failed(step, "Failed to send voice message because it has no destination");
    }
    return step.request({ type: "voice_message_requested", message: { ...inputs, action } });
  },
  resume(step, _options, input) {
    const answer = answerOf(input);
    if ("refused" in answer) return failed(step, `Failed to send voice message because ${answer.refused}`);
    return respond(step, answer.output);
  },
});

function isAction(action: string): action is VoiceAction {
  return VOICE_ACTIONS.some((each) => each === action);
}

function respond(step: StepContext, response: JsonObject): Outcome {
  nameCall(step.session, response);
  return step.exit("next", { response });
}

import Type from "typebox";
import { hasScript } from "../../runtime/expressions/javascript/index.js";
import { defineStep } from "../../runtime/step.js";
import { failed } from "../../runtime/workflow/completion.js";
import { expectDigits, nameCall } from "../../runtime/workflow/dtmf.js";
import { answerOf } from "../../runtime/workflow/providers.js";
import { anyObject, script, scriptOr, WORKFLOW_EXITS, workflowOptions } from "../../runtime/workflow/schema.js";

const ACTIONS = ["say", "say&capture", "playFile"];

/** 8x8-automation.md sections 3 and 7, VoiceMessage. What is pressed during the call is for WaitForDTMF, also if it comes early. */
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
    hasScript(action) || ACTIONS.includes(action)
      ? []
      : [{ field: "inputs/action", message: `must be one of ${ACTIONS.join(", ")}` }],
  enter(step, { inputs }) {
    const { action = "say" } = inputs;
    if (!ACTIONS.includes(action)) return failed(step, `'${action}' is no voice action; use ${ACTIONS.join(", ")}`);
    expectDigits(step.session, inputs.clientRequestId);
    return step.request({ type: "voice_message_requested", message: { ...inputs, action } });
  },
  resume(step, _options, input) {
    const answer = answerOf(input);
    if ("refused" in answer) return failed(step, `Failed to send voice message because ${answer.refused}`);
    nameCall(step.session, answer.output);
    return step.exit("next", { response: answer.output });
  },
});

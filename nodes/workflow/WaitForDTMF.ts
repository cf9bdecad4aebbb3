import Type from "typebox";
import { defineStep } from "../../runtime/step.js";
import { failed, TIMED_OUT } from "../../runtime/workflow/completion.js";
import { dtmfData, dtmfKey, isDtmfOf, takeEarlyDigits } from "../../runtime/workflow/dtmf.js";
import { script, timespan, WORKFLOW_EXITS, workflowOptions } from "../../runtime/workflow/schema.js";
import { DEFAULT_TIMEOUT, noTimespan, readTimespan, timespanProblems } from "../../runtime/workflow/timespan.js";

/** 8x8-automation.md section 6, WaitForDTMF: by the request's own id or by the call's; digits that came before it count (D17). */
export const waitForDtmf = defineStep({
  family: "workflow",
  type: "WaitForDTMF",
  summary: "Waits for the digits that somebody presses during a VoiceMessage.",
  icon: "fa-th",
  options: workflowOptions({
    dtmfRequestId: Type.Optional(
      script({ title: "Request", description: "clientRequestId or uid of the call's response." }),
    ),
    correlationId: Type.Optional(script({ title: "Correlation id", description: "The same by its older name." })),
    timeout: Type.Optional(timespan({ title: "At most", description: "d.HH:mm:ss. Default: one day." })),
  }),
  exits: WORKFLOW_EXITS,
  check: ({ inputs }) => [
    ...timespanProblems("timeout", inputs.timeout),
    ...((inputs.dtmfRequestId ?? inputs.correlationId) === undefined
      ? [{ field: "inputs/dtmfRequestId", message: "is required" }]
      : []),
  ],
  enter(step, { inputs }) {
    const { dtmfRequestId, correlationId, timeout = DEFAULT_TIMEOUT } = inputs;
    const duration = readTimespan(timeout);
    if (duration === undefined) return failed(step, noTimespan(timeout));
    const request = dtmfRequestId ?? correlationId;
    if (!request) return failed(step, "there is no id of a voice request to wait for");
    const early = takeEarlyDigits(step.session, String(request));
    if (early) return step.exit("next", { dtmfData: early });
    const key = dtmfKey(String(request));
    return step.wait({
      for: ["signal", "timeout"],
      until: step.now() + duration,
      key,
      shared: true,
      data: { request: String(request) },
    });
  },
  resume(step, _options, input) {
    if (input.type !== "signal") return step.exit(TIMED_OUT, {});
    return isDtmfOf(step.session, input, String(step.waitData["request"]))
      ? step.exit("next", { dtmfData: dtmfData(step.session, input.data ?? {}) })
      : step.refuse();
  },
});

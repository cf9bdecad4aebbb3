import Type from "typebox";
import { awaitRequest, sendRequest } from "../../runtime/call/requests.js";
import { text } from "../../runtime/fields.js";
import { requestResult } from "../../runtime/outgoing/http-requests.js";
import { isAnswer } from "../../runtime/session/input.js";
import { defineStep } from "../../runtime/step.js";

/** A caller hears nothing meanwhile; the webhook itself is tried on. In milliseconds. */
const LONGEST_WAIT_MS = 30_000;

const NO_ANSWER = { failure: { kind: "timeout", text: "no answer yet; it is tried on while the flow goes on" } };

/**
 * voipbin-flow.md section 4, webhook_send: sends the data as it is; a failure is noted, and the flow goes on. DESIGN, call family,
 * decision 13: `sync` waits for the server's answer. A server that is down is tried again.
 */
export const webhookSend = defineStep({
  family: "call",
  type: "webhook_send",
  summary: "Sends data to a web server.",
  icon: "fa-share-square-o",
  options: Type.Object({
    sync: Type.Optional(Type.Boolean({ title: "Wait", description: "Go on when the server has answered." })),
    uri: text({ title: "URL", expressions: "variables" }),
    method: Type.Optional(text({ title: "Method", description: "POST, GET, PUT or DELETE. Default: POST." })),
    data_type: Type.Optional(text({ title: "Content type", description: "Default: application/json." })),
    data: Type.Optional(text({ title: "Data", expressions: "variables", multiline: true })),
  }),
  exits: ["next"],
  enter(step, { sync = false, uri, method: given, data_type: type, data = "" }) {
    const method = given || "POST";
    const data_type = type || "application/json";
    const event = { type: "webhook_send", sync, uri, method, data_type, data };
    const headers = { "Content-Type": data_type };
    const request = { method, url: uri, headers, body: data, attempts: "until_taken" } as const;
    if (sync) return awaitRequest(step, event, request, step.now() + LONGEST_WAIT_MS);
    sendRequest(step, event, request);
    return step.exit("next");
  },
  resume(step, { uri }, input) {
    if (input.type !== "timeout" && !isAnswer(input)) return step.refuse();
    const result = input.type === "timeout" ? NO_ANSWER : requestResult(input);
    if ("failure" in result) step.error(`webhook_send: ${uri}: ${result.failure.text}`);
    return step.exit("next");
  },
});

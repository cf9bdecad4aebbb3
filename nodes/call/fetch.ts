import Type from "typebox";
import { referenceOf } from "../../runtime/call/reference.js";
import { awaitRequest } from "../../runtime/call/requests.js";
import { text } from "../../runtime/fields.js";
import { requestResult, type HttpRequestResult } from "../../runtime/outgoing/http-requests.js";
import { isAnswer } from "../../runtime/session/input.js";
import { defineStep } from "../../runtime/step.js";

/** They stay in the session's snapshot for as long as it lives. */
const MOST_ACTIONS = 1000;

/**
 * voipbin-flow.md section 4, fetch: a fork by stack into the actions that a server answers with; anything but status 200 and a
 * list of actions stops the flow. DESIGN, call family, decision 7: actions without ids get some.
 */
export const fetch = defineStep({
  family: "call",
  type: "fetch",
  summary: "Runs actions that a web server gives, then goes on.",
  icon: "fa-cloud-download",
  options: Type.Object({
    event_url: text({ title: "URL", description: "Answers with a JSON list of actions.", expressions: "variables" }),
    event_method: Type.Optional(text({ title: "Method", description: "Default: POST." })),
  }),
  exits: ["next"],
  enter(step, { event_url: url, event_method }) {
    const method = event_method || "POST";
    const body = { activeflow_id: step.session.id, reference_id: referenceOf(step.session).id };
    return awaitRequest(
      step,
      { type: "fetch_request", method, url },
      {
        method,
        url,
        headers: { "Content-Type": "application/json; charset=utf-8" },
        body: JSON.stringify(body),
        attempts: "once",
      },
    );
  },
  resume(step, { event_url: url }, input) {
    if (!isAnswer(input)) return step.refuse();
    const actions = actionsOf(requestResult(input));
    if (typeof actions === "string") return step.fail(`fetch: ${url}: ${actions}`);
    if (actions.length === 0) return step.exit("next");
    const read = step.read("voipbin", actions);
    return "problems" in read ? step.fail(`fetch: ${url}: ${read.problems.join("; ")}`) : step.call(read);
  },
});

/** The list that was answered, or why there is none. */
function actionsOf(result: HttpRequestResult): unknown[] | string {
  if ("failure" in result) return result.failure.text;
  if (result.status !== 200) return `the answer has the status ${result.status}, not 200`;
  let body: unknown;
  try {
    body = JSON.parse(result.body ?? "");
  } catch {
    return "the answer is no JSON";
  }
  if (!Array.isArray(body)) return "the answer is no list of actions";
  return body.length > MOST_ACTIONS ? `the answer has more than ${MOST_ACTIONS} actions` : (body as unknown[]);
}

import Type from "typebox";
import { hasScript } from "../../runtime/expressions/javascript/index.js";
import { isJsonObject } from "../../runtime/json.js";
import { requestEvent, requestQueue, requestResult } from "../../runtime/outgoing/http-requests.js";
import { defineStep } from "../../runtime/step.js";
import { failed } from "../../runtime/workflow/completion.js";
import { answerOfHttp, headersOf, isJsonType, urlWith } from "../../runtime/workflow/http.js";
import {
  anyJson,
  anyObject,
  script,
  scriptOr,
  WORKFLOW_EXITS,
  workflowOptions,
} from "../../runtime/workflow/schema.js";

/** 8x8-automation.md section 3. */
const DEFAULT_TIMEOUT_SECONDS = 5;
/** They have no body (8x8-automation.md D20). */
const BODILESS = ["GET", "HEAD"];

/** 8x8-automation.md sections 3 and 7, HttpRequest: any status is an answer; an answer that is no JSON fails the step. */
export const httpRequest = defineStep({
  family: "workflow",
  type: "HttpRequest",
  summary: "Calls a server by HTTP; its JSON answer is the step's output.",
  icon: "fa-cloud",
  options: workflowOptions({
    url: script({ title: "URL" }),
    method: script({ title: "Method", description: "GET, POST, PUT, PATCH, DELETE ..." }),
    headers: Type.Optional(
      scriptOr(Type.Record(Type.String(), script({ title: "Value" })), {
        title: "Headers",
        description: 'Such as {"Authorization": "Bearer {{data.token}}"}.',
      }),
    ),
    parameters: Type.Optional(
      scriptOr(anyObject, { title: "Parameters", description: 'Added to the URL\'s query, such as {"page": 2}.' }),
    ),
    body: Type.Optional(scriptOr(anyJson, { title: "Body", description: "Sent as JSON; not with GET." })),
    timeoutSeconds: Type.Optional(
      scriptOr(Type.Integer({ minimum: 1 }), { title: "Seconds to wait", description: "Default: 5." }),
    ),
  }),
  exits: WORKFLOW_EXITS,
  check: ({ inputs: { timeoutSeconds, headers = {}, parameters = {} } }) => [
    ...(typeof timeoutSeconds === "string" && !hasScript(timeoutSeconds) && !(Number(timeoutSeconds) >= 1)
      ? [{ field: "inputs/timeoutSeconds", message: "must be a number of seconds, 1 or more" }]
      : []),
    ...Object.entries({ headers, parameters }).flatMap(([name, value]) =>
      typeof value === "string" && !hasScript(value) ? [{ field: `inputs/${name}`, message: "must be an object" }] : [],
    ),
    ...Object.entries(typeof headers === "string" ? {} : headers).flatMap(([name, value]) =>
      isJsonType(name, value) ? [] : [{ field: `inputs/headers/${name}`, message: "must be application/json" }],
    ),
  ],
  enter(step, { inputs }) {
    const { timeoutSeconds = DEFAULT_TIMEOUT_SECONDS, parameters = {}, headers = {}, body } = inputs;
    const seconds = Number(timeoutSeconds);
    if (!Number.isInteger(seconds) || seconds < 1) return failed(step, `'${timeoutSeconds}' is no number of seconds`);
    // They may be what a script has made.
    if (!isJsonObject(headers)) return failed(step, `the headers are no object: ${JSON.stringify(headers)}`);
    if (!isJsonObject(parameters)) return failed(step, `the parameters are no object: ${JSON.stringify(parameters)}`);
    const method = String(inputs.method).toUpperCase();
    const url = urlWith(String(inputs.url), parameters);
    const sent = BODILESS.includes(method) || body === undefined ? undefined : JSON.stringify(body);
    const request = requestEvent({
      method,
      url,
      headers: headersOf(headers, sent !== undefined),
      ...(sent !== undefined && { body: sent }),
      timeout_ms: seconds * 1000,
      attempts: "once",
    });
    return step.request(request, requestQueue(step), { data: { method, url } });
  },
  resume(step, _options, input) {
    const answer = answerOfHttp(input.type === "signal" ? requestResult(input) : undefined, step.waitData);
    return "failed" in answer ? failed(step, answer.failed) : step.exit("next", answer.output);
  },
});

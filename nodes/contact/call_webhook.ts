import Type from "typebox";
import { NOT_OFFLINE } from "../../runtime/conversation/flow-types.js";
import { evaluateText } from "../../runtime/conversation/templates.js";
import { callWebhook, keepWebhook, saveWebhookResult } from "../../runtime/conversation/webhook.js";
import { isHeaderName, isUrl } from "../../runtime/conversation/http-syntax.js";
import { text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md section 13, call_webhook. */
export const callWebhookAction = defineStep({
  family: "contact",
  type: "call_webhook",
  summary: "Calls a server by HTTP; its JSON answer is @webhook.",
  icon: "fa-cloud",
  requires: { flowTypes: NOT_OFFLINE },
  options: Type.Object({
    method: text({ title: "Method", description: "GET, POST, PUT, PATCH, DELETE or HEAD.", minLength: 1 }),
    url: text({ title: "URL", expressions: "excellent", minLength: 1 }),
    headers: Type.Optional(
      Type.Record(Type.String(), text({ title: "Value", expressions: "excellent" }), { title: "Headers" }),
    ),
    body: Type.Optional(text({ title: "Body", expressions: "excellent", multiline: true })),
    result_name: Type.Optional(text({ title: "Save as result" })),
  }),
  exits: ["next"],
  check: ({ headers = {} }) =>
    Object.keys(headers)
      .filter((name) => !isHeaderName(name))
      .map((name) => ({ field: "headers", message: `header '${name}' is not a valid HTTP header` })),
  async enter(step, options) {
    const { method, result_name: name } = options;
    const url = evaluateText(step, options.url).text.trim();
    if (!isUrl(url)) {
      step.error(
        url === "" ? "webhook URL evaluated to empty string" : `webhook URL evaluated to an invalid URL: '${url}'`,
      );
      return step.exit("next");
    }
    const body = evaluateText(step, options.body ?? "", { unlimited: true }).text;
    const headers = Object.fromEntries(
      Object.entries(options.headers ?? {}).map(([header, template]) => [header, evaluateText(step, template).text]),
    );
    const call = await callWebhook(step, { method, url, headers, body });
    if (call) keepWebhook(step, call);
    if (call && name) saveWebhookResult(step, name, call);
    return step.exit("next");
  },
});

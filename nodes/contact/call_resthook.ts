import Type from "typebox";
import { conversationOf } from "../../runtime/conversation/conversation.js";
import { NOT_OFFLINE } from "../../runtime/conversation/flow-types.js";
import { resthookPayload } from "../../runtime/conversation/resthook-payload.js";
import { saveResult } from "../../runtime/conversation/results.js";
import {
  callWebhook,
  GONE,
  keepWebhook,
  saveWebhookResult,
  type WebhookCall,
} from "../../runtime/conversation/webhook.js";
import { assetId, text } from "../../runtime/fields.js";
import { isSuccess } from "../../runtime/services/http-exchange.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md section 13, call_resthook: every subscriber is told. A slug that is not there does nothing. */
export const callResthook = defineStep({
  family: "contact",
  type: "call_resthook",
  summary: "Tells the subscribers of a resthook about the contact and the flow.",
  icon: "fa-share-alt",
  requires: { flowTypes: NOT_OFFLINE },
  options: Type.Object({
    resthook: assetId("resthook", { title: "Resthook", minLength: 1 }),
    result_name: Type.Optional(text({ title: "Save as result" })),
  }),
  exits: ["next"],
  async enter(step, { resthook: slug, result_name: name }) {
    const resthook = conversationOf(step.sprint).assets.resthooks.get(slug);
    if (!resthook) return step.exit("next");
    const payload = resthookPayload(step);
    step.emit({ type: "resthook_called", resthook: slug, payload });
    const calls: WebhookCall[] = [];
    for (const url of resthook.subscribers) {
      const headers = { "Content-Type": "application/json" };
      const call = await callWebhook(step, { method: "POST", url, headers, body: JSON.stringify(payload) }, slug);
      if (call) calls.push(call);
    }
    const telling = mostTelling(calls);
    if (telling) keepWebhook(step, telling);
    if (name && telling) saveWebhookResult(step, name, telling);
    else if (name) saveResult(step, { name, value: "no subscribers", category: "Failure" });
    return step.exit("next");
  },
});

/** The call that becomes the result: the last that failed, else the last that went well, else the last that is gone. */
function mostTelling(calls: readonly WebhookCall[]): WebhookCall | undefined {
  const isGone = ({ exchange }: WebhookCall): boolean => exchange.response?.status === GONE;
  const isFine = ({ exchange, error }: WebhookCall): boolean => error === undefined && isSuccess(exchange.response);
  return calls.findLast((call) => !isFine(call) && !isGone(call)) ?? calls.findLast(isFine) ?? calls.at(-1);
}

import Type from "typebox";
import { callCentre } from "../../runtime/call/centre/centre.js";
import { isInQueue } from "../../runtime/call/queue/entry.js";
import { joinQueue } from "../../runtime/call/queue/join.js";
import { assetId } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/**
 * voipbin-flow.md section 7: the caller hears the queue's flow until an agent is free, talks to the agent, then goes on. Nobody waits
 * in two queues: in the queue's own flow it does nothing.
 */
export const queueJoin = defineStep({
  family: "call",
  type: "queue_join",
  summary: "Lets the caller wait in a queue for an agent.",
  help: "Goes on when the caller and the agent have talked, or when the caller has waited for as long as the queue allows.",
  icon: "fa-ellipsis-h",
  options: Type.Object({ queue_id: assetId("queue", { title: "Queue" }) }),
  exits: ["next"],
  requires: { call: true, capabilities: ["outgoing_calls", "conference"] },
  enter(step, { queue_id }) {
    const { call } = step.session;
    const queue = callCentre(step.services()).queue(queue_id);
    if (!call || !queue) return step.fail(`queue_join: there is no queue '${queue_id}'`);
    if (isInQueue(call)) {
      step.error(`queue_join: the caller waits in the queue '${call.queue?.queue}' already`);
      return step.exit("next");
    }
    return step.call(joinQueue(step, call, queue));
  },
});

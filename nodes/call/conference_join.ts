import Type from "typebox";
import { callCentre } from "../../runtime/call/centre/centre.js";
import { fork, joinAction } from "../../runtime/call/fork.js";
import { assetId } from "../../runtime/fields.js";
import type { JsonObject } from "../../runtime/json.js";
import { defineStep } from "../../runtime/step.js";

/**
 * voipbin-flow.md sections 2 and 4, conference_join: the conference's own flow first, if it has one, then its bridge, then the flow
 * that it has for those who leave.
 */
export const conferenceJoin = defineStep({
  family: "call",
  type: "conference_join",
  summary: "Brings the call into a conference, until it leaves it.",
  icon: "fa-users",
  options: Type.Object({ conference_id: assetId("conference", { title: "Conference" }) }),
  exits: ["next"],
  requires: { call: true, capabilities: ["conference"] },
  enter(step, { conference_id }) {
    const conference = callCentre(step.services()).conference(conference_id);
    if (!conference) return step.fail(`conference_join: there is no conference '${conference_id}'`);
    const { id, pre_flow_id, post_flow_id } = conference;
    return fork(step, [...flowAction(pre_flow_id), joinAction(id), ...flowAction(post_flow_id)]);
  },
});

function flowAction(flow_id = ""): JsonObject[] {
  return flow_id === "" ? [] : [{ type: "fetch_flow", option: { flow_id } }];
}

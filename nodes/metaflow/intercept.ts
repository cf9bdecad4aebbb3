import Type from "typebox";
import { answerLeg, hangUpLeg, joinBridge, leaveBridge, release } from "../../runtime/call/legs/legs.js";
import { isOnCall, peersOf } from "../../runtime/call/legs/parties.js";
import type { StepContext } from "../../runtime/engine/context.js";
import { oneOf } from "../../runtime/metaflow/fields.js";
import { takeFromFlow } from "../../runtime/metaflow/flow-start.js";
import { triggerOf } from "../../runtime/metaflow/module.js";
import { devicesOf, endpointAt, ring, RING_MS, rung, stopRinging, type Ringable } from "../../runtime/metaflow/ring.js";
import { defineStep } from "../../runtime/step.js";

/** An interception under way: of which leg, by the legs that ring. */
type Intercepting = { readonly leg: string; readonly rung: string[] };

/** kazoo-metaflows.md section 6, intercept: a device rings, and has the call when it answers. */
export const intercept = defineStep({
  family: "metaflow",
  type: "intercept",
  summary: "Lets a device pick the call up.",
  icon: "fa-hand-rock-o",
  options: Type.Object({
    target_type: oneOf(["device", "user", "number"], { title: "By", description: "Default: device." }),
    target_id: Type.Optional(Type.String({ title: "Id or number" })),
    unbridged_only: Type.Optional(Type.Boolean({ title: "Only if nobody talks to the party", default: true })),
    auto_answer: Type.Optional(Type.Boolean({ title: "Answers by itself", default: false })),
    can_call_self: Type.Optional(Type.Boolean({ title: "May call itself", default: true })),
  }),
  exits: [],
  requires: { call: true, capabilities: ["outgoing_calls", "conference"] },
  enter(step, { target_type: type = "device", target_id: id, unbridged_only: unbridgedOnly = true }) {
    const { leg } = triggerOf(step);
    const call = step.session.call!;
    if (unbridgedOnly && peersOf(call, leg).length > 0) return step.fail("intercept: somebody talks to the party");
    const targets = id === undefined ? [] : targetsOf(step, leg, type, id);
    if (targets.length === 0) return step.fail(`intercept: there is no ${type} '${id ?? ""}' to ring`);
    const intercepting: Intercepting = { leg, rung: ring(step, targets, call.legs[leg]!.number) };
    return step.wait({ for: ["call", "timeout"], shared: true, until: step.now() + RING_MS, data: { intercepting } });
  },
  resume(step, _options, input) {
    const { leg, rung: legs } = step.waitData["intercepting"] as Intercepting;
    const call = step.session.call!;
    const { answered, ringing } = rung(call, legs);
    const there = isOnCall(call, leg);
    if (answered !== undefined && there) takeOver(step, leg, answered);
    else if (ringing && there && input.type !== "timeout") return step.refuse();
    else stopRinging(step, legs);
    return step.end();
  },
});

function targetsOf(step: StepContext, leg: string, type: string, id: string): readonly Ringable[] {
  if (type === "number") return [id];
  const found = step.services().directory?.find(id);
  if (!found) return [];
  if (type === "user") return devicesOf(step, { ...found, user: id }, leg);
  const device = step
    .services()
    .directory?.devices(found.account)
    .find((each) => each.id === id);
  return device && endpointAt(step, leg)?.device !== id ? [device] : [];
}

/** The device gets the leg. Whom the leg talked to is let go; its flow ends, if it is the flow's. */
function takeOver({ sprint, session }: StepContext, leg: string, device: string): void {
  const call = session.call!;
  const bridge = sprint.ids.uuid();
  const former = peersOf(call, leg);
  if (leg === call.id) {
    takeFromFlow(sprint);
    answerLeg(sprint, leg);
  }
  for (const each of [leg, device]) release(call, each);
  call.legs[device]!.joins = bridge;
  joinBridge(sprint, leg, bridge);
  joinBridge(sprint, device, bridge);
  for (const peer of former) {
    leaveBridge(sprint, peer);
    if (peer !== call.id) hangUpLeg(sprint, peer);
  }
}

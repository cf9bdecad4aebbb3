import Type from "typebox";
import { hangUpLeg, joinBridge, leaveBridge, release } from "../../runtime/call/legs/legs.js";
import { isOnCall } from "../../runtime/call/legs/parties.js";
import type { StepContext } from "../../runtime/engine/context.js";
import { takeFromFlow } from "../../runtime/metaflow/flow-start.js";
import { triggerOf } from "../../runtime/metaflow/module.js";
import { devicesOf, endpointAt, ring, RING_MS, rung, stopRinging } from "../../runtime/metaflow/ring.js";
import { transfereeOf } from "../../runtime/metaflow/transfer/parties.js";
import { defineStep } from "../../runtime/step.js";

/** A move under way: who moves, whom they talk to, and the legs that ring. */
type Moving = { readonly leg: string; readonly peer: string; readonly rung: string[] };

/** kazoo-metaflows.md section 6, move: the call goes on while other devices of the owner ring; the one that answers has it. */
export const move = defineStep({
  family: "metaflow",
  type: "move",
  summary: "Takes the call to another device of the same user.",
  icon: "fa-mobile",
  options: Type.Object({
    owner_id: Type.Optional(
      Type.String({ title: "User", description: "Default: the owner of the device that moves." }),
    ),
    device_id: Type.Optional(
      Type.String({ title: "Device", description: "Only this one. Default: all of the user's." }),
    ),
    dial_strategy: Type.Optional(Type.String({ title: "Dialled", default: "simultaneous", "x-field": "id" })),
    auto_answer: Type.Optional(Type.Boolean({ title: "Answers by itself", default: false })),
    can_call_self: Type.Optional(Type.Boolean({ title: "May call itself", default: true })),
  }),
  exits: [],
  requires: { call: true, capabilities: ["outgoing_calls", "conference"] },
  enter(step, { owner_id: owner, device_id: only }) {
    const { leg } = triggerOf(step);
    const call = step.session.call!;
    const peer = transfereeOf(call, leg);
    if (peer === undefined) return step.fail("move: there is nobody across");
    const endpoint = endpointAt(step, leg);
    const devices = endpoint ? devicesOf(step, owner === undefined ? endpoint : { ...endpoint, user: owner }, leg) : [];
    const meant = devices.filter(({ id }) => only === undefined || id === only);
    if (meant.length === 0) return step.fail("move: there is no other device");
    const moving: Moving = { leg, peer, rung: ring(step, meant, call.legs[peer]!.number) };
    return step.wait({ for: ["call", "timeout"], shared: true, until: step.now() + RING_MS, data: { moving } });
  },
  resume(step, _options, input) {
    const moving = step.waitData["moving"] as Moving;
    const call = step.session.call!;
    const { answered, ringing } = rung(call, moving.rung);
    const together = isOnCall(call, moving.leg) && isOnCall(call, moving.peer);
    if (answered !== undefined && together) replace(step, moving, answered);
    else if (ringing && together && input.type !== "timeout") return step.refuse();
    else stopRinging(step, moving.rung);
    return step.end();
  },
});

/** The device takes the place of the leg. */
function replace({ sprint, session }: StepContext, { leg, peer }: Moving, device: string): void {
  const call = session.call!;
  const bridge = call.legs[peer]?.bridge ?? sprint.ids.uuid();
  if (leg === call.id) takeFromFlow(sprint);
  release(call, device);
  release(call, peer);
  leaveBridge(sprint, leg);
  joinBridge(sprint, peer, bridge);
  call.legs[device]!.joins = bridge;
  joinBridge(sprint, device, bridge);
  hangUpLeg(sprint, leg);
}

import Type from "typebox";
import { destinationOf } from "../../runtime/call/dialling/addresses.js";
import { dialInto } from "../../runtime/call/dialling/connecting.js";
import { fork, joinAction } from "../../runtime/call/fork.js";
import { address, addresses, anonymity } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/**
 * voipbin-flow.md section 4, connect: dials others and talks to those who answer; goes on when they have gone, or when none of
 * them answers (DESIGN, call family, decision 6).
 */
export const connect = defineStep({
  family: "call",
  type: "connect",
  summary: "Calls others and connects the caller to them.",
  help: "Several numbers ring on their own, and all that answer talk together. Of an agent or an extension all telephones ring, until the first answers.",
  icon: "fa-link",
  options: Type.Object({
    source: Type.Optional(address({ title: "From", description: "Empty: the caller's number." })),
    destinations: addresses({ title: "To" }),
    early_media: Type.Optional(
      Type.Boolean({ title: "Early media", description: "What is said before the answer is heard." }),
    ),
    relay_reason: Type.Optional(
      Type.Boolean({
        title: "Relay the reason",
        description: "Hangs up afterwards, by the reason of the first number.",
      }),
    ),
    anonymous: Type.Optional(anonymity()),
  }),
  exits: ["next"],
  requires: { call: true, capabilities: ["outgoing_calls", "conference"] },
  needs: ({ early_media: early }) => (early === true ? ["early_media"] : []),
  enter(step, { source, destinations, early_media: earlyMedia = false, relay_reason = false, anonymous }) {
    const bridge = step.uuid();
    const from = source?.target || (step.session.call?.from ?? "");
    const reached = destinations.flatMap((each) => destinationOf(step.services(), each) ?? []);
    const legs = reached.flatMap((destination) => dialInto(step, destination, { from, bridge, earlyMedia, anonymous }));
    const [first] = legs;
    if (first === undefined) return step.fail("connect: there is nobody to call");
    const relays = relay_reason && reached.every(({ isGroup }) => !isGroup);
    const relay = { type: "hangup", option: { reference_id: first } };
    return fork(step, [joinAction(bridge), ...(relays ? [relay] : [])]);
  },
});

import Type from "typebox";
import type { StepContext } from "../../runtime/engine/context.js";
import { text } from "../../runtime/fields.js";
import { oneOf } from "../../runtime/metaflow/fields.js";
import { keysInBridges } from "../../runtime/metaflow/keys.js";
import { triggerOf } from "../../runtime/metaflow/module.js";
import { isInTransfer, TAKE_BACK } from "../../runtime/metaflow/transfer/active.js";
import {
  beginAttended,
  notePressed,
  perform,
  transferEvent,
  type Attended,
} from "../../runtime/metaflow/transfer/attended.js";
import { transferBlind } from "../../runtime/metaflow/transfer/blind.js";
import { isOver, nextTransferState, PAUSE_MS, type TransferEvent } from "../../runtime/metaflow/transfer/machine.js";
import { targetOf, transfereeOf } from "../../runtime/metaflow/transfer/parties.js";
import { defineStep, type Outcome } from "../../runtime/step.js";
import type { Input } from "../../runtime/session/input.js";

const TAKEBACK = "*1";

/** kazoo-metaflows.md section 7; the scenarios' decisions 2 and 3: blind unless it is said to be attended. */
export const transfer = defineStep({
  family: "metaflow",
  type: "transfer",
  summary: "Connects the other party with somebody else.",
  help: [
    "The number is the first group that a pattern has captured, else the target. A blind transfer lets the party that pressed the",
    "keys go at once. In an attended one they talk to the target first: hanging up hands the other party over, the takeback keys",
    "take it back, and so does the end of the target.",
  ].join("\n"),
  icon: "fa-share",
  options: Type.Object({
    target: Type.Optional(text({ title: "Target", description: "A number." })),
    transfer_type: oneOf(["attended", "blind"], { title: "Kind", default: "blind" }),
    takeback_dtmf: Type.Optional(
      Type.String({ title: "Takeback keys", pattern: "^[0-9*#A-D]+$", description: `Default: ${TAKEBACK}.` }),
    ),
    moh: Type.Optional(text({ title: "Music for who waits", description: "Default: the channel's." })),
    ringback: Type.Optional(text({ title: "Ringing tone", description: "Default: the channel's." })),
    captures: Type.Optional(
      Type.Array(text({ title: "Capture" }), {
        title: "Captures",
        description: "Where the keys have none.",
        default: ["no_match"],
      }),
    ),
    timeout: Type.Optional(Type.Integer({ title: "Timeout", "x-field": "id" })),
    leg: Type.Optional(Type.String({ title: "Leg", "x-field": "id" })),
  }),
  exits: [],
  requires: { call: true, capabilities: ["outgoing_calls", "conference"] },
  needs: ({ transfer_type: kind, takeback_dtmf: takeback = TAKEBACK }) =>
    kind === "attended" ? ["hold", ...keysInBridges(takeback)] : [],
  enter(step, { takeback_dtmf: takeback = TAKEBACK, transfer_type: kind = "blind", moh, ringback, ...configured }) {
    const { leg: transferor, captures } = triggerOf(step);
    const target = targetOf(captures, configured);
    if (target === undefined) return step.fail("transfer: there is no target");
    if (isInTransfer(step.sprint, transferor)) return step.fail("transfer: the party is in a transfer already");
    const transferee = transfereeOf(step.session.call!, transferor);
    if (transferee === undefined) return step.fail("transfer: there is nobody to transfer");
    const parties = { transferor, transferee, target };
    if (kind === "attended") return wait(step, beginAttended(step.sprint, parties, { takeback, moh, ringback }));
    transferBlind(step.sprint, parties);
    return step.end();
  },
  resume(step, _options, input) {
    const attended = step.waitData["attended"] as unknown as Attended;
    if (input.type === "digit") {
      const pressed = notePressed(attended, input.digit);
      if (pressed !== "all") return pressed === "part" ? step.stay() : step.refuse();
    }
    const event = meaning(attended, input);
    const next = event === undefined ? attended.state : nextTransferState(attended.state, event);
    if (next === attended.state) return step.refuse();
    attended.state = next;
    if (input.type === "digit") spendCollections(step, attended.transferor);
    perform(step.sprint, attended);
    return isOver(next) ? step.end() : wait(step, attended);
  },
});

function meaning(attended: Attended, input: Input): TransferEvent | undefined {
  if (input.type === "digit") return "take_back";
  if (input.type === "timeout") return "paused";
  if (input.type === "signal") return input.name === TAKE_BACK ? "take_back" : undefined;
  return input.type === "call" ? transferEvent(attended, input) : undefined;
}

/** Keys are shown to it by the interception, which no collector can keep from it. */
function wait(step: StepContext, attended: Attended): Outcome {
  const pauses = attended.state === "returning" || attended.state === "dropping";
  return step.wait({
    for: ["call", "signal", "timeout"],
    shared: true,
    data: { attended },
    ...(pauses && { until: step.now() + PAUSE_MS }),
  });
}

/** The keys of a takeback may have armed a collector: they are the transfer's. */
function spendCollections({ session }: StepContext, leg: string): void {
  for (const collection of Object.values(session.collectors ?? {})) if (collection.leg === leg) collection.spent = true;
}

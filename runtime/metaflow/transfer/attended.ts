import { callEffect } from "../../call/effect.js";
import { dial, hangUpLeg, joinBridge, leaveBridge, release } from "../../call/legs/legs.js";
import { isOnCall, legOf } from "../../call/legs/parties.js";
import type { Sprint } from "../../engine/sprint.js";
import type { CallLeg } from "../../session/call.js";
import type { CallInput } from "../../session/input.js";
import { takeFromFlow } from "../flow-start.js";
import type { TransferEvent, TransferState } from "./machine.js";
import type { Transfer } from "./parties.js";

/** An attended transfer under way, as its wait keeps it. */
export type Attended = {
  readonly transferor: string;
  readonly transferee: string;
  /** The leg that was dialled. */
  readonly target: string;
  /** The bridge that the parties had, and will have in the end. */
  readonly bridge: string;
  /** What the parties were dialled for, where they were: so it is again if the call is taken back. */
  readonly former: Readonly<Record<string, Pick<CallLeg, "chained" | "joins">>>;
  /** Keys that take the call back. */
  readonly takeback: string;
  /** What of them the transferor has pressed. */
  pressed: string;
  state: TransferState;
};

/** Parts the two, and calls the target. */
export function beginAttended(
  sprint: Sprint,
  { transferor, transferee, target }: Transfer,
  { takeback, moh, ringback }: { takeback: string; moh?: string | undefined; ringback?: string | undefined },
): Attended {
  const call = sprint.session.call!;
  const bridge = call.legs[transferor]!.bridge!;
  const former: Record<string, Pick<CallLeg, "chained" | "joins">> = {};
  for (const leg of [transferor, transferee]) {
    former[leg] = release(call, leg);
    leaveBridge(sprint, leg);
  }
  Object.assign(call.legs[transferee]!, { held: { by: transferor }, hears: "moh" });
  callEffect(sprint, call, { type: "moh", leg: transferee, ...(moh !== undefined && { media: moh }) });
  const leg = dial(sprint, { number: target, from: call.legs[transferor]!.number });
  call.legs[transferor]!.hears = "ringback";
  callEffect(sprint, call, { type: "ringback", leg: transferor, ...(ringback !== undefined && { media: ringback }) });
  return { transferor, transferee, target: leg, bridge, former, takeback, pressed: "", state: "ringing" };
}

/** What an input about a leg means to a transfer. */
export function transferEvent(attended: Attended, { leg, event }: CallInput): TransferEvent | undefined {
  if (event === "answered" && leg === attended.target) return "target_answered";
  if (event !== "hangup") return undefined;
  const { transferor, transferee, target } = attended;
  return { [transferor]: "transferor_gone", [transferee]: "transferee_gone", [target]: "target_gone" }[leg] as
    TransferEvent | undefined;
}

/** Notes a key of the transferor. The keys of a takeback may come at any distance; others before them don't matter. */
export function notePressed(attended: Attended, digit: string): "none" | "part" | "all" {
  const { takeback } = attended;
  let pressed = attended.pressed + digit;
  while (!takeback.startsWith(pressed)) pressed = pressed.slice(1);
  attended.pressed = pressed;
  if (pressed === "") return "none";
  return pressed === takeback ? "all" : "part";
}

/** Does what a state that was just entered wants done. */
export function perform(sprint: Sprint, attended: Attended): void {
  const { state, transferor, transferee, target, bridge } = attended;
  switch (state) {
    case "talking":
      return connect(sprint, [transferor, target], sprint.ids.uuid());
    case "handed_over":
      if (transferor === sprint.session.call!.id) takeFromFlow(sprint);
      return connect(sprint, [transferee, target], bridge, target);
    case "taken_back":
      hangUpLeg(sprint, target);
      for (const leg of [transferor, transferee]) Object.assign(sprint.session.call!.legs[leg]!, attended.former[leg]);
      return connect(sprint, [transferor, transferee], bridge);
    case "left_over":
      return leaveToTransferor(sprint, transferor, target);
    case "dropped":
      for (const leg of [transferor, transferee, target]) hangUpLeg(sprint, leg);
      return;
    case "ringing":
    case "partial":
    case "returning":
    case "dropping":
      return;
  }
}

/** Puts legs into one bridge; it ends when only one is left, if a leg is there that was dialled for it. */
function connect(sprint: Sprint, legs: readonly string[], bridge: string, dialled?: string): void {
  const call = sprint.session.call!;
  const leg = dialled === undefined ? undefined : legOf(call, dialled);
  if (leg) leg.joins = bridge;
  for (const each of legs) joinBridge(sprint, each, bridge);
}

/** The target may still ring: it joins the transferor when it answers. */
function leaveToTransferor(sprint: Sprint, transferor: string, target: string): void {
  const call = sprint.session.call!;
  const leg = legOf(call, target);
  if (!leg || !isOnCall(call, target)) return;
  const bridge = call.legs[transferor]?.bridge ?? sprint.ids.uuid();
  joinBridge(sprint, transferor, bridge);
  leg.joins = bridge;
}

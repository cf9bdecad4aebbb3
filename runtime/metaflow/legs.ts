import { nextCallStatus } from "../call/machine.js";
import type { Sprint } from "../engine/sprint.js";
import type { Call } from "../session/call.js";
import type { CallInput } from "../session/input.js";
import type { ListenOn } from "./config.js";

/** The leg across: the flow's own leg and that of the party who answered are bridged to each other. */
export function peerOf(call: Call, leg: string): string | undefined {
  if (leg !== call.id) return call.id;
  return Object.entries(call.legs ?? {}).find(([, { status }]) => status === "progressing")?.[0];
}

/** The legs that are meant, seen from one of them, in order of their ids. */
export function legsFrom(call: Call, leg: string, which: ListenOn): readonly string[] {
  const peer = peerOf(call, leg);
  const own = which === "peer" ? [] : [leg];
  const across = which === "self" || peer === undefined ? [] : [peer];
  return [...own, ...across].sort();
}

/** Whether the leg is a part of the call that has not ended. */
export function isOnCall(call: Call, leg: string): boolean {
  if (leg === call.id) return call.status !== "hangup";
  return call.legs?.[leg] !== undefined && call.legs[leg].status !== "hangup";
}

/** Keeps the status of a leg that is not the flow's own. */
export function noteLeg(call: Call, input: CallInput): void {
  const leg = call.legs?.[input.leg];
  if (!leg) return;
  if (input.event === "ringing") leg.status = nextCallStatus(leg.status, "ring");
  if (input.event === "answered") leg.status = nextCallStatus(leg.status, "answer");
  if (input.event === "hangup") {
    leg.hangupBy ??= "remote";
    leg.status = nextCallStatus(leg.status, "ended");
  }
}

/** Hangs a leg up that is not the flow's own; the network's `hangup` will confirm it. */
export function hangUpLeg(sprint: Sprint, id: string): void {
  const leg = sprint.session.call?.legs?.[id];
  if (!leg || leg.hangupBy !== undefined) return;
  leg.hangupBy = "local";
  leg.status = nextCallStatus(leg.status, "hangup");
  const event = { type: "call_hangup", call: id, cause: "normal", by: "local" };
  sprint.record(event);
  sprint.send(event);
}

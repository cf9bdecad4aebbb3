import { dial, hangUpLeg } from "../call/legs/legs.js";
import { isRinging } from "../call/legs/parties.js";
import type { StepContext } from "../engine/context.js";
import type { Call } from "../session/call.js";
import type { DirectoryDevice, Endpoint } from "./scopes/directory.js";

/** How long devices ring for a call that is to come to them, in milliseconds (kazoo-metaflows.md section 6). */
export const RING_MS = 20_000;

/** Whom to ring: a device of ours, or a number. */
export type Ringable = Pick<DirectoryDevice, "id" | "numbers"> | string;

/** The endpoint behind a leg, if it is one that the directory knows. */
export function endpointAt(step: StepContext, leg: string): Endpoint | undefined {
  const party = step.session.call?.legs[leg];
  return party && step.services().directory?.find(party.endpoint ?? party.number);
}

/** The devices of an account that belong to a user, without the one behind a leg. */
export function devicesOf(step: StepContext, { account, user }: Endpoint, except: string): readonly DirectoryDevice[] {
  const own = endpointAt(step, except)?.device;
  const devices = step.services().directory?.devices(account) ?? [];
  return devices.filter(({ id, owner_id: owner }) => user !== undefined && owner === user && id !== own);
}

/** Rings all of them at once; they stop when the flow's own leg ends, and when one has answered. Gives their legs. */
export function ring(step: StepContext, targets: readonly Ringable[], from: string): string[] {
  const group = step.uuid();
  return targets.map((target) => {
    const whom =
      typeof target === "string"
        ? { number: target }
        : { number: target.numbers?.[0] ?? target.id, endpoint: target.id };
    return dial(step.sprint, { ...whom, from, group, chained: true });
  });
}

/** What became of legs that were rung: the one that answered, or whether some still ring. */
export function rung(call: Call, legs: readonly string[]): { readonly answered?: string; readonly ringing: boolean } {
  const answered = legs.find((leg) => call.legs[leg]?.status === "progressing");
  const ringing = legs.some((leg) => call.legs[leg] && isRinging(call.legs[leg]));
  return { ...(answered !== undefined && { answered }), ringing };
}

/** Hangs these legs up: nobody has to answer them any more. */
export function stopRinging({ sprint }: StepContext, legs: readonly string[]): void {
  for (const leg of legs) hangUpLeg(sprint, leg);
}

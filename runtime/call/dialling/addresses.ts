import type { Services } from "../../engine/services.js";
import { callCentre } from "../centre/centre.js";

/** An address of VoIPBIN (voipbin-flow.md section 11). */
export interface Address {
  readonly type?: string;
  readonly target: string;
  readonly target_name?: string;
}

/** What to dial for an address. The telephones of a group are one party's: all ring, and the first that answers has the call. */
export interface Destination {
  readonly numbers: readonly { readonly number: string; readonly endpoint?: string }[];
  readonly isGroup: boolean;
  /** They ring one after another, until one answers. */
  readonly isLinear?: boolean;
}

/** Undefined: nobody can be called there. */
export function destinationOf(services: Services, { type = "", target }: Address): Destination | undefined {
  if (type === "agent") {
    const agent = callCentre(services).agent(target);
    const numbers = (agent?.addresses ?? []).map((address) => ({ number: address.target, endpoint: target }));
    if (numbers.length === 0) return undefined;
    return { numbers, isGroup: true, ...(agent?.ring_method === "linear" && { isLinear: true }) };
  }
  if (target === "") return undefined;
  if (type === "extension") return { numbers: [{ number: target, endpoint: target }], isGroup: true };
  return ["", "tel", "sip"].includes(type) ? { numbers: [{ number: target }], isGroup: false } : undefined;
}

import { isOnCall, peersOf } from "../../call/legs/parties.js";
import type { Call } from "../../session/call.js";

/** The stored default of `captures`, which stands for none (kazoo-metaflows.md section 1.3). */
const NO_MATCH = "no_match";

/** Who transfers whom to whom. */
export interface Transfer {
  readonly transferor: string;
  readonly transferee: string;
  /** A number. */
  readonly target: string;
}

/** Captures of the keys go before the target that is configured (the scenarios' decision 2). Undefined: there is neither. */
export function targetOf(
  captured: readonly string[] | undefined,
  { captures = [], target }: { captures?: readonly string[]; target?: string },
): string | undefined {
  const own = captures.filter((each) => each !== NO_MATCH);
  return [captured?.[0], own[0], target].find((each) => each !== undefined && each !== "");
}

/** The party that a leg can transfer: the one it talks to. */
export function transfereeOf(call: Call, transferor: string): string | undefined {
  return isOnCall(call, transferor) ? peersOf(call, transferor)[0] : undefined;
}

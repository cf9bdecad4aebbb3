import type { Static } from "typebox";
import { destinationOf, type Destination } from "../../call/dialling/addresses.js";
import type { PlannedCall } from "../../call/dialling/group.js";
import type { JsonObject } from "../../json.js";
import { ANONYMITIES, type Anonymity } from "../../session/call.js";
import { lanes } from "../../session/lanes.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { newCall } from "./call-view.js";
import { channelOf } from "./channel.js";
import { invalid } from "./errors.js";
import type { addressShape } from "./parameters.js";
import type { Wanted } from "./start.js";

/** An address as a client writes it. */
export type GivenAddress = Static<typeof addressShape>;

/** What calls are made with. */
export interface Outgoing extends Pick<Wanted, "flow" | "program"> {
  readonly source: GivenAddress;
  readonly anonymous?: Anonymity | undefined;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Whom to dial at each destination. Throws 400 `INVALID_DESTINATION` where nobody can be called. */
export function reach(
  { callCentre }: Pick<Switchboard, "callCentre">,
  destinations: readonly GivenAddress[],
): readonly Destination[] {
  return destinations.map(({ type = "", target }, index) => {
    const destination = destinationOf({ callCentre }, { type, target });
    if (destination) return destination;
    throw invalid(
      "INVALID_DESTINATION",
      `'destinations/${index}': nobody can be called at '${target}' (type '${type}'). ` +
        "It must be a number, a SIP address, an extension, or the id of an agent who has a telephone.",
    );
  });
}

/** Whether the number is hidden. Throws 400 `INVALID_ANONYMOUS_VALUE`. */
export function readAnonymity(given: string | undefined): Anonymity | undefined {
  const known = ANONYMITIES.find((each) => each === given);
  if (given === undefined || known !== undefined) return known;
  throw invalid("INVALID_ANONYMOUS_VALUE", `'anonymous' is '${given}'; it must be 'yes', 'no' or 'auto'.`);
}

/** Starts a call; gives it as it is then. `destination`: as the client wrote it, where it is the number that is dialled. */
export async function startCall(
  switchboard: Switchboard,
  { id, number, group }: PlannedCall,
  { flow, program, source, anonymous, variables }: Outgoing,
  destination: JsonObject = { type: "tel", target: number },
): Promise<JsonObject> {
  const session = switchboard.ids.uuid();
  const lane = lanes.ofCall(id);
  const at = switchboard.clock.now();
  await switchboard.startFlow(flow, {
    session,
    ...(program && { program }),
    channel: channelOf(switchboard, source.target),
    lane,
    call: {
      ...{ id, direction: "outgoing", from: source.target, to: number },
      ...(anonymous && { anonymous }),
      ...(group && { group }),
    },
    ...(variables && { variables }),
    trigger: { type: "call", at, call: id },
  });
  // Whoever is told of the call may ask for it at once.
  await switchboard.whenLaneIdle(lane);
  return newCall({ call: id, session, flow: flow.id, source, destination, at, ...(group && { group }) });
}

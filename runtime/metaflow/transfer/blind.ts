import { callEffect } from "../../call/effect.js";
import { dial, hangUpLeg, joinBridge, release } from "../../call/legs/legs.js";
import type { Sprint } from "../../engine/sprint.js";
import { takeFromFlow } from "../flow-start.js";
import type { Transfer } from "./parties.js";

/** Connects the transferee to the target and lets the transferor go at once (the scenarios' decision 3). */
export function transferBlind(sprint: Sprint, { transferor, transferee, target }: Transfer): void {
  const call = sprint.session.call!;
  const bridge = sprint.ids.uuid();
  release(call, transferee);
  joinBridge(sprint, transferee, bridge);
  // Nobody is left to give the call back to: with the target, the bridge ends.
  dial(sprint, { number: target, from: call.legs[transferor]!.number, joins: bridge });
  call.legs[transferee]!.hears = "ringback";
  callEffect(sprint, call, { type: "ringback", leg: transferee });
  if (transferor === call.id) takeFromFlow(sprint);
  hangUpLeg(sprint, transferor);
}

import Type from "typebox";
import { text } from "../../runtime/fields.js";
import { holdPeers } from "../../runtime/metaflow/hold.js";
import { keysInBridges } from "../../runtime/metaflow/keys.js";
import { triggerOf } from "../../runtime/metaflow/module.js";
import { defineStep } from "../../runtime/step.js";

const UNHOLD_KEY = "1";

/** kazoo-metaflows.md section 6, hold: the party across hears music until the one who pressed the keys presses another. */
export const hold = defineStep({
  family: "metaflow",
  type: "hold",
  summary: "Puts the other party on hold; a key takes it back.",
  icon: "fa-pause",
  options: Type.Object({
    moh_aleg: Type.Optional(text({ title: "Music for who holds", description: "Default: silence." })),
    moh_bleg: Type.Optional(
      text({ title: "Music for the other party", description: "Default: the same; else the channel's." }),
    ),
    unhold_key: Type.Optional(Type.String({ title: "Key that takes back", default: UNHOLD_KEY })),
  }),
  exits: ["next"],
  requires: { call: true, capabilities: ["hold"] },
  needs: ({ unhold_key: key = UNHOLD_KEY }) => keysInBridges(key),
  enter(step, { moh_aleg: ownMoh, moh_bleg: moh = ownMoh, unhold_key: key = UNHOLD_KEY }) {
    holdPeers(step.sprint, triggerOf(step).leg, {
      key,
      ...(moh !== undefined && { moh }),
      ...(ownMoh !== undefined && { ownMoh }),
    });
    return step.exit("next");
  },
});

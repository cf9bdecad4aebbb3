import Type from "typebox";
import { callEffect } from "../../runtime/call/effect.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, external_media_stop: all connections of the call. */
export const externalMediaStop = defineStep({
  family: "call",
  type: "external_media_stop",
  summary: "Ends the call's connections to other hosts.",
  icon: "fa-chain-broken",
  options: Type.Object({}),
  exits: ["next"],
  requires: { call: true, capabilities: ["media_streams"] },
  enter(step) {
    const { call } = step.session;
    for (const external_media of call?.externalMedia ?? []) {
      if (call) callEffect(step.sprint, call, { type: "external_media_stop", external_media });
    }
    if (call) delete call.externalMedia;
    return step.exit("next");
  },
});

import Type from "typebox";
import { channel, text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";
import { begin } from "./payload.js";

/** Somebody presses the button of the node in the editor (`runtime/nodered/start-button.ts` answers it). */
export const manualStart = defineStep({
  family: "entry",
  type: "manual_start",
  summary: "Starts the flow from its button in the editor.",
  help: "Other programs start the flow by `POST /switchboard/flows/<uuid>/start`.",
  icon: "fa-hand-pointer-o",
  options: Type.Object({
    urn: Type.Optional(
      text({ title: "Contact", description: "URN of whom the session is with, such as tel:+15550100." }),
    ),
    channel: Type.Optional(channel({ title: "Channel", description: "Over which it talks. Default: simulator." })),
  }),
  exits: ["next"],
  entry: true,
  button: "switchboard/start",
  enter: begin,
});

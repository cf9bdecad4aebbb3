import Type from "typebox";
import { defineAdapter } from "../adapter.js";
import { SimulatorChannel } from "./channel.js";

export const simulatorAdapter = defineAdapter({
  type: "simulator",
  label: "Simulator",
  summary: "A chat and a phone in the browser at `/switchboard/simulator`; nothing leaves this machine.",
  settings: Type.Object({}, { additionalProperties: false }),
  byDefault: true,
  open: ({ switchboard }) => new SimulatorChannel(switchboard),
});

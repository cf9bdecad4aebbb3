import Type from "typebox";
import { optionalFlow, text } from "../../runtime/fields.js";
import type { FlowType } from "../../runtime/program.js";
import { defineStep } from "../../runtime/step.js";
import { begin } from "./payload.js";

const flowTypes: readonly FlowType[] = ["messaging", "messaging_offline", "messaging_background", "voice", "any"];

/** What its tab is as a flow. Its wire leads to the first step. */
export const flow = defineStep({
  family: "entry",
  type: "flow",
  label: "flow",
  summary: "Makes the tab a flow, which other flows, the API and the other entries start.",
  icon: "fa-play-circle",
  options: Type.Object({
    uuid: Type.Optional(
      text({ title: "UUID", description: "By which others name the flow. Empty: the id of the tab." }),
    ),
    name: Type.Optional(text({ title: "Flow name", description: "Empty: the name of the tab." })),
    type: Type.Optional(
      Type.Union(
        flowTypes.map((type) => Type.Literal(type)),
        {
          title: "Type",
          description: "Which steps the flow may hold; any: all. A violation is an error at deploy.",
          default: "any",
        },
      ),
    ),
    language: Type.Optional(
      text({ title: "Language", description: "Of the texts in the steps, ISO 639-3, such as eng." }),
    ),
    expire_after_minutes: Type.Optional(
      Type.Integer({ title: "Expires after", description: "Minutes without an input; negative: never.", minimum: -1 }),
    ),
    on_complete: Type.Optional(
      optionalFlow({ title: "Then", description: "The flow that is started when a session with this one has ended." }),
    ),
    localization: Type.Optional(
      Type.Object({}, { title: "Translations", description: "By language, step and property, as GoFlow has them." }),
    ),
  }),
  exits: ["next"],
  entry: true,
  enter: begin,
});

import Type from "typebox";
import { text } from "../../runtime/fields.js";
import { legs, oneOf } from "../../runtime/metaflow/fields.js";
import { commandLegs } from "../../runtime/metaflow/module.js";
import { defineStep } from "../../runtime/step.js";

/** kazoo-metaflows.md sections 1.3 and 6, say; the scenarios' decision 9: on the pressing leg, unless `leg` says otherwise. */
export const say = defineStep({
  family: "metaflow",
  type: "say",
  summary: "Reads something out on the call: a number, a date, letters.",
  icon: "fa-bullhorn",
  options: Type.Object({
    text: Type.Optional(text({ title: "Text" })),
    type: oneOf(
      [
        "account_number",
        "currency",
        "current_date",
        "current_date_time",
        "current_time",
        "email_address",
        "ip_address",
        "items",
        "messages",
        "name_phonetic",
        "name_spelled",
        "number",
        "persons",
        "postal_address",
        "short_date_time",
        "telephone_extension",
        "telephone_number",
        "time_measurement",
        "url",
      ],
      { title: "What it is", description: "Default: name_spelled." },
    ),
    method: oneOf(["pronounced", "iterated", "counted"], { title: "Method", description: "Default: pronounced." }),
    language: Type.Optional(text({ title: "Language", description: "Default: that of the call." })),
    gender: oneOf(["feminine", "masculine", "neuter"], { title: "Gender" }),
    leg: legs({ byDefault: "self" }),
  }),
  exits: ["next"],
  requires: { call: true, capabilities: ["voice", "announcements"] },
  enter(step, { text, type = "name_spelled", method = "pronounced", language, gender, leg = "self" }) {
    if (text === undefined) return step.fail("say: there is no text");
    return commandLegs(step, leg, {
      type: "say",
      text,
      // `type` is the event's own.
      say_type: type,
      method,
      ...(language !== undefined && { language }),
      ...(gender !== undefined && { gender }),
    });
  },
});

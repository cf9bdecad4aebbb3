import Type from "typebox";
import { changeContact } from "../../runtime/conversation/change.js";
import { evaluateText } from "../../runtime/conversation/templates.js";
import { text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md section 13, set_contact_timezone. */
export const setContactTimezone = defineStep({
  family: "contact",
  type: "set_contact_timezone",
  summary: "Says in which timezone the contact is.",
  icon: "fa-globe",
  options: Type.Object({
    timezone: text({
      title: "Timezone",
      description: "IANA name, such as Africa/Kigali. Empty: it is not known.",
      expressions: "excellent",
    }),
  }),
  exits: ["next"],
  enter: (step, options) =>
    changeContact(step, () => {
      const timezone = evaluateText(step, options.timezone);
      return timezone.ok ? { type: "timezone", timezone: timezone.text.trim() } : undefined;
    }),
});

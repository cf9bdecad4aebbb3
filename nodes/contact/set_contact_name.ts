import Type from "typebox";
import { changeContact } from "../../runtime/conversation/change.js";
import { evaluateText } from "../../runtime/conversation/templates.js";
import { text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md section 13, set_contact_name. */
export const setContactName = defineStep({
  family: "contact",
  type: "set_contact_name",
  summary: "Sets the contact's name.",
  icon: "fa-id-card",
  options: Type.Object({
    name: text({ title: "Name", description: "Empty: the name is taken away.", expressions: "excellent" }),
  }),
  exits: ["next"],
  enter: (step, options) =>
    changeContact(step, () => {
      const name = evaluateText(step, options.name);
      return name.ok ? { type: "name", name: name.text.trim() } : undefined;
    }),
});

import Type from "typebox";
import { changeContact } from "../../runtime/conversation/change.js";
import { evaluateText } from "../../runtime/conversation/templates.js";
import { text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md section 13, set_contact_field. */
export const setContactField = defineStep({
  family: "contact",
  type: "set_contact_field",
  summary: "Sets or clears a field of the contact.",
  icon: "fa-pencil",
  options: Type.Object({
    field: Type.Object(
      { key: text({ title: "Key", minLength: 1 }), name: text({ title: "Name" }) },
      { title: "Field", "x-asset": "field" },
    ),
    value: text({ title: "Value", description: "Empty: the field is cleared.", expressions: "excellent" }),
  }),
  exits: ["next"],
  enter: (step, { field, value: template }) =>
    changeContact(step, () => {
      const value = evaluateText(step, template);
      return value.ok ? { type: "field", field, value: value.text.trim() } : undefined;
    }),
});

import Type from "typebox";
import { resolveReferences, variableReference } from "../../runtime/conversation/assets-by-name.js";
import { changeContact } from "../../runtime/conversation/change.js";
import { conversationOf } from "../../runtime/conversation/conversation.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md section 13, add_contact_groups. */
export const addContactGroups = defineStep({
  family: "contact",
  type: "add_contact_groups",
  summary: "Adds the contact to groups.",
  icon: "fa-users",
  options: Type.Object({
    groups: Type.Array(variableReference("group"), { title: "Groups" }),
  }),
  exits: ["next"],
  enter: (step, options) =>
    changeContact(step, () => {
      const { assets } = conversationOf(step.sprint);
      const groups = resolveReferences(step, "group", options.groups, assets.groups);
      return { type: "groups", groups, modification: "add" };
    }),
});

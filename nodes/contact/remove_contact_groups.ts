import Type from "typebox";
import { resolveReferences, variableReference } from "../../runtime/conversation/assets-by-name.js";
import { changeContact } from "../../runtime/conversation/change.js";
import { conversationOf } from "../../runtime/conversation/conversation.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md section 13, remove_contact_groups. Groups with a query cannot be left by hand. */
export const removeContactGroups = defineStep({
  family: "contact",
  type: "remove_contact_groups",
  summary: "Takes the contact out of groups.",
  icon: "fa-user-times",
  options: Type.Object({
    groups: Type.Optional(Type.Array(variableReference("group"), { title: "Groups" })),
    all_groups: Type.Optional(Type.Boolean({ title: "All groups" })),
  }),
  exits: ["next"],
  check: ({ groups = [], all_groups: all = false }) =>
    all && groups.length > 0
      ? [{ field: "groups", message: "can't specify specific groups when all_groups=true" }]
      : [],
  enter: (step, options) =>
    changeContact(step, () => {
      const { assets } = conversationOf(step.sprint);
      const groups = options.all_groups
        ? assets.groups.all.filter(({ query }) => query === undefined)
        : resolveReferences(step, "group", options.groups ?? [], assets.groups);
      return { type: "groups", groups, modification: "remove" };
    }),
});

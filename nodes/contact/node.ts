import Type from "typebox";
import { defineStep } from "../../runtime/step.js";

/** A GoFlow node that has neither actions nor a router: it is visited, and left by its exit. */
export const emptyNode = defineStep({
  family: "contact",
  type: "node",
  summary: "Does nothing but stand in the path.",
  icon: "fa-circle-o",
  options: Type.Object({}),
  exits: ["next"],
  enter: (step) => step.exit("next"),
});

import type { Family } from "../../runtime/engine/family.js";

/** What starts flows. The systems that steps come from have this outside their documents. */
export const entryFamily: Family = {
  name: "entry",
  label: "switchboard",
  colour: "#d7dbe0",
  icon: "fa-sign-in",
};

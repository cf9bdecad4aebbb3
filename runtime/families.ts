import { callFamily } from "../nodes/call/family.js";
import { entryFamily } from "../nodes/entry/family.js";
import { contactFamily } from "../nodes/contact/family.js";
import { workflowFamily } from "../nodes/workflow/family.js";
import type { Family } from "./engine/family.js";

/** Every family, in the order in which they see an input. */
export const families: readonly Family[] = [entryFamily, callFamily, contactFamily, workflowFamily];

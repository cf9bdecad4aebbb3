import { callFamily } from "../nodes/call/family.js";
import { entryFamily } from "../nodes/entry/family.js";
import { contactFamily } from "../nodes/contact/family.js";
import { metaflowFamily } from "../nodes/metaflow/family.js";
import { workflowFamily } from "../nodes/workflow/family.js";
import type { Family } from "./engine/family.js";

/** Every family, in the order in which they see an input: a digit that a metaflow collects never reaches the call's flow. */
export const families: readonly Family[] = [metaflowFamily, entryFamily, callFamily, contactFamily, workflowFamily];

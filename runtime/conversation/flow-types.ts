import type { FlowType } from "../program.js";

// Which flows may hold an action (goflow.md section 13); flows of mixed families, of type `any`, may hold all.

/** All but flows that run behind the contact's back: they have no input. */
export const NOT_IN_BACKGROUND: readonly FlowType[] = ["messaging", "messaging_offline", "voice", "any"];

/** All but flows that run on a device without network. */
export const NOT_OFFLINE: readonly FlowType[] = ["messaging", "messaging_background", "voice", "any"];

export const VOICE_ONLY: readonly FlowType[] = ["voice", "any"];

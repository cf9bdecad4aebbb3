import type { Catalogue } from "../available.js";

/** The modules of kazoo-metaflows.md section 1.3. */
export const modules: Catalogue = {
  family: "metaflow",
  noun: "module",
  types: [
    "audio_level",
    "break",
    "callflow",
    "hangup",
    "hold",
    "hold_control",
    "intercept",
    "move",
    "pivot",
    "play",
    "record_call",
    "relate",
    "resume",
    "say",
    "sound_touch",
    "transfer",
    "tts",
  ],
};

/** The step that collects digits, and its node in a Program. */
export const LISTENER = { id: "listener", step: "metaflow-listen" } as const;

/** The listener's options that stand at the head of a document. */
export const SETTINGS = ["binding_digit", "digit_timeout", "listen_on"] as const;

/** Where a listener's modules stand in a document, and before which prefix in the ids of its exits. */
export const BINDINGS = ["numbers", "patterns"] as const;

/** The child that is followed (kazoo-metaflows.md section 1.2). */
export const DEFAULT_CHILD = "_";

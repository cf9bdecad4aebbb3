import type { Json, JsonObject } from "../json.js";
import type { FlowRef, Program } from "../program.js";
import type { Bindings } from "./match.js";
import type { CollectorRules } from "./machine.js";

/** Which legs a collector hears: that of its endpoint, the one across, or both. */
export type ListenOn = "self" | "peer" | "both";

/** One endpoint's collector, ready for use. */
export interface CollectorConfig {
  /** Names the endpoint; unique in a session. */
  readonly endpoint: string;
  /** Id of the endpoint's own leg. */
  readonly leg: string;
  readonly listenOn: ListenOn;
  readonly rules: CollectorRules;
  readonly bindings: Bindings;
  /** Where the modules are: a flow, or one that exists only for this call. */
  readonly flow: FlowRef | Program;
  /** The listener in it, whose exits lead to the modules. */
  readonly node: string;
}

/** Defaults of kazoo-metaflows.md section 1.1 (scenarios' decision 7). */
export const DEFAULTS = { bindingDigit: "*", digitTimeoutMs: 800, listenOn: "self" } as const;

/**
 * What a listener's options say. They may come from a document that was stored past the API: what is not valid counts as absent
 * (decision 6: without numbers and patterns there are none).
 */
export function readListener(
  options: JsonObject,
  { fastRearm }: Pick<CollectorRules, "fastRearm">,
): Pick<CollectorConfig, "listenOn" | "rules" | "bindings"> {
  const { binding_digit: bindingDigit, digit_timeout: timeout, listen_on: listenOn } = options;
  return {
    listenOn: listenOn === "peer" || listenOn === "both" ? listenOn : DEFAULTS.listenOn,
    rules: {
      bindingDigit: typeof bindingDigit === "string" && bindingDigit !== "" ? bindingDigit : DEFAULTS.bindingDigit,
      digitTimeoutMs: typeof timeout === "number" && timeout >= 0 ? timeout : DEFAULTS.digitTimeoutMs,
      fastRearm,
    },
    bindings: { numbers: texts(options["numbers"]), patterns: texts(options["patterns"]) },
  };
}

function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

import type { JsonObject } from "../../json.js";
import type { OrderedObject } from "../../formats/metaflows/index.js";

/** A scenario file of the metaflow family; the keys are explained in the README beside the scenarios. */
export interface MetaflowScenario {
  readonly name: string;
  readonly config?: JsonObject;
  /** Absent: the file is of HTTP steps alone. */
  readonly call?: ScenarioCall;
  readonly flow?: { readonly actions: JsonObject[] };
  readonly aux_flows?: readonly JsonObject[];
  readonly system?: { readonly use_fast_rearm?: boolean };
  readonly timing?: { readonly talk_ms?: number; readonly play_ms?: number };
  readonly rest?: readonly JsonObject[];
  readonly inputs?: readonly ScenarioInput[];
  readonly run_until_ms?: number;
  readonly expected?: MetaflowExpectation;
}

/** The call, and its parties by their legs: `a` is the caller, whom the flow talks to. */
export interface ScenarioCall {
  readonly answered: boolean;
  readonly bridged: boolean;
  readonly a: Party;
  readonly b?: Party;
  readonly c?: Party;
}

export interface Party {
  readonly number: string;
  readonly state?: "ringing";
  readonly endpoint?: boolean;
}

export interface ScenarioInput {
  readonly at_ms: number;
  readonly leg?: string;
  readonly digit?: string;
  readonly event?: string;
}

export interface MetaflowExpectation {
  readonly actions?: readonly ExpectedAction[];
  readonly unordered?: boolean;
  readonly not_modules?: readonly string[];
  readonly effects?: readonly JsonObject[];
  readonly not_effects?: readonly JsonObject[];
  readonly collections?: readonly JsonObject[];
  readonly passed_through?: readonly JsonObject[];
  readonly effective?: JsonObject;
  readonly effective_peer?: JsonObject;
  readonly checkpoints?: readonly { readonly at_ms: number; readonly legs: JsonObject }[];
  readonly call?: JsonObject;
  readonly flow?: JsonObject;
}

export interface ExpectedAction extends JsonObject {
  readonly module: string;
}

/** The scenario with its metaflows in the order in which they are written, which decides which pattern is tried first. */
export interface ReadScenario {
  readonly scenario: MetaflowScenario;
  readonly config: OrderedObject;
}

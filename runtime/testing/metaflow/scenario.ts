import type { Json, JsonObject } from "../../json.js";
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
  readonly directory?: {
    readonly devices?: readonly { readonly id: string; readonly owner_id?: string; readonly leg?: string }[];
    /** Number -> id of the flow that takes calls to it. */
    readonly extensions?: Readonly<Record<string, string>>;
  };
  readonly rest?: readonly HttpStep[];
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

export interface ScenarioInput extends Partial<HttpStep> {
  readonly at_ms: number;
  readonly leg?: string;
  readonly legs?: readonly string[];
  readonly digit?: string;
  readonly event?: string;
}

/** A request, and what the answer has to be like. */
export interface HttpStep {
  readonly title?: string;
  readonly row?: string;
  readonly method: string;
  readonly path: string;
  readonly body?: Json;
  readonly raw_body?: string;
  readonly expect: { readonly status: Json; readonly body?: Json };
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
  readonly data?: JsonObject;
  /** Keys that the data must not have. */
  readonly data_absent?: string[];
}

/** The scenario with its metaflows in the order in which they are written, which decides which pattern is tried first. */
export interface ReadScenario {
  readonly scenario: MetaflowScenario;
  readonly config: OrderedObject;
  /** Texts of the bodies of the HTTP steps, in the same way: those of `rest`, and those of inputs by their place. */
  readonly bodies: { readonly rest: readonly (string | undefined)[]; readonly inputs: readonly (string | undefined)[] };
}

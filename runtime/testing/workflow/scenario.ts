import type { Json, JsonObject } from "../../json.js";

/** A scenario file of the workflow family; the keys are explained in the README beside the scenarios. */
export interface WorkflowScenario {
  readonly name: string;
  readonly account?: string;
  readonly start_at?: string;
  readonly definition?: JsonObject;
  readonly extra_definitions?: readonly { readonly key: string; readonly definition: JsonObject }[];
  readonly trigger?: TriggerInput;
  readonly http?: readonly HttpAnswer[];
  readonly providers?: Partial<Record<MessageKind, readonly ProviderAnswer[]>>;
  readonly inputs?: readonly ScenarioInput[];
  readonly end_at_ms?: number;
  readonly expected?: Expectation;
  readonly expected_any_of?: readonly Expectation[];
  readonly rest?: readonly RestStep[];
}

export type MessageKind = "sms" | "chat_apps" | "voice";

export type TriggerInput =
  | { readonly type: "inbound_sms" | "inbound_chat_apps"; readonly payload: JsonObject }
  | { readonly type: "http_request"; readonly payload: JsonObject; readonly subAccountId?: string }
  | { readonly type: "test_run"; readonly payload: JsonObject; readonly version?: number };

export type ScenarioInput = { readonly at_ms: number } & (
  | TriggerInput
  | { readonly type: "dtmf"; readonly payload: JsonObject }
  | { readonly type: "command"; readonly command: string; readonly instance?: number; readonly expect_status?: number }
  | ({ readonly type: "rest" } & RestCall)
  | { readonly type: "check"; readonly instance?: number; readonly expect: JsonObject }
  | { readonly type: "restart"; readonly down_ms?: number }
);

export interface RestCall {
  readonly method: string;
  readonly path: string;
  readonly body?: Json;
  readonly raw_body?: string;
  readonly auth?: boolean;
  readonly expect: { readonly status: number; readonly body?: Json; readonly headers?: JsonObject };
  readonly capture?: Readonly<Record<string, string>>;
}

export type RestStep = RestCall | { readonly advance_ms: number };

/** What a server answers to a request of a step. */
export interface HttpAnswer {
  readonly method: string;
  readonly url: string;
  readonly status?: number;
  readonly reason?: string;
  readonly body?: Json;
  readonly raw?: string;
  readonly error?: string;
  readonly delay_ms?: number;
  readonly repeat?: boolean;
}

export type ProviderAnswer = { readonly status: number; readonly body: JsonObject } | { readonly error: string };

/** Ids of steps; an array is a set of parallel paths, each an array of its own. */
export type StepPath = readonly (string | readonly StepPath[])[];

export interface InstanceExpectation {
  readonly definition?: string;
  readonly version?: number;
  readonly steps?: StepPath;
  readonly steps_prefix?: readonly string[];
  readonly data?: JsonObject;
  readonly status?: string;
  readonly errors?: readonly { readonly step?: string; readonly message_contains?: string }[];
  readonly completed_at_ms?: number | null;
  readonly logs?: readonly JsonObject[];
}

export interface Expectation extends InstanceExpectation {
  readonly instances?: readonly InstanceExpectation[];
  readonly instance_count?: number;
  readonly messages?: readonly Json[];
  readonly messages_order?: "any";
  readonly not_messages?: readonly Json[];
  readonly requests?: readonly JsonObject[];
}

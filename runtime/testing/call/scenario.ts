import type { Json, JsonObject } from "../../json.js";

/** A scenario file of the call family; the keys are explained in the README beside the scenarios. */
export interface CallScenario {
  readonly name: string;
  readonly flow: VoipbinFlow;
  readonly aux_flows?: readonly VoipbinFlow[];
  readonly trigger: CallTrigger;
  readonly inputs: readonly CallScenarioInput[];
  readonly timing?: { readonly talk_ms?: number; readonly play_ms?: number; readonly beep_ms?: number };
  readonly dials?: readonly Dial[];
  readonly fetch_responses?: Readonly<Record<string, Json>>;
  readonly queue?: JsonObject;
  readonly preset_variables?: Readonly<Record<string, string>>;
  readonly expected: CallExpectation;
}

export interface VoipbinFlow extends JsonObject {
  id: string;
  name?: string;
  actions: JsonObject[];
}

export type CallTrigger =
  | { readonly type: "api"; readonly variables?: Readonly<Record<string, string>> }
  | {
      readonly type: "call";
      readonly direction: "incoming" | "outgoing";
      readonly source: string;
      readonly destination: string;
    }
  | { readonly type: "message"; readonly source: string; readonly destination: string; readonly text: string };

export interface CallScenarioInput {
  readonly at_ms: number;
  readonly event: string;
  readonly digit?: string;
  readonly target_id?: string;
  readonly result?: string;
  readonly actions?: JsonObject[];
}

export interface Dial {
  readonly target: string;
  readonly outcome: string;
  readonly after_ms: number;
  readonly talk_ms?: number;
}

/** One value of the cursor: an action that became current. */
export interface CursorEntry {
  readonly id: string | null;
  readonly type?: string;
  readonly skipped?: boolean;
  readonly generated?: boolean;
}

export interface CallExpectation {
  readonly cursor_path?: readonly CursorEntry[];
  readonly cursor_path_prefix?: readonly CursorEntry[];
  readonly cursor_path_contains?: readonly CursorEntry[];
  readonly cursor_path_length?: number;
  readonly executed?: readonly (string | null)[];
  readonly effects?: readonly JsonObject[];
  readonly not_effects?: readonly (string | JsonObject)[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly final_status?: string;
  readonly call?: JsonObject;
  readonly execute_count?: number;
  readonly end?: string;
  readonly create_rejected?: boolean;
}

import type { Static, TObject } from "typebox";
import type { Capability } from "./channels/capabilities.js";
import { portsOf, type Exit, type ExitRule } from "./ports.js";
import type { Input } from "./session/input.js";
import type { Wait } from "./session/session.js";
import type { FlowRef, FlowType, Program } from "./program.js";
import type { StepContext } from "./engine/context.js";
import type { EntryHost } from "./switchboard/entry-host.js";
import type { Json, JsonObject } from "./json.js";

export type FamilyName = "contact" | "call" | "workflow" | "metaflow" | "entry";

export type { Exit, ExitRule } from "./ports.js";

/**
 * What a step tells the engine after it was entered or resumed.
 *
 * - `exit`: the token leaves through these exits (several: several tokens). `payload` goes with them: `msg.payload` in the editor,
 *   `step` for the expressions of the workflow family.
 * - `wait`: the token rests here until an input of the wait's kinds arrives.
 * - `call`: another flow runs as a child; then the token leaves by `exit` (default `next`), or `again`: the step is entered again,
 *   with `afterCall`. `terminal` ends this run and its ancestors first.
 * - `jump`: the token goes to a node named by id, in this run or, leaving it, in one that called it.
 * - `stay`: (from `resume` only) the input was taken, but the wait goes on as it was.
 * - `refuse`: (from `resume` only) the input is not what the wait is for; another wait may have it.
 * - `end`: the token ends here; `run: "expired"` ends its run so. `endSession` ends every run.
 * - `fail`: something that the flow cannot go on after: the run fails, and the runs above it.
 */
export type Outcome =
  | { readonly kind: "exit"; readonly exits: readonly string[]; readonly payload?: Json }
  | { readonly kind: "wait"; readonly wait: Wait }
  | {
      readonly kind: "call";
      readonly flow: FlowRef | Program;
      readonly terminal?: boolean;
      readonly exit?: string;
      readonly again?: boolean;
    }
  | { readonly kind: "jump"; readonly target: string }
  | { readonly kind: "stay" }
  | { readonly kind: "refuse" }
  | { readonly kind: "end"; readonly run?: "expired" }
  | { readonly kind: "endSession"; readonly status: "completed" | "interrupted" }
  | { readonly kind: "fail"; readonly text: string };

/** What holds for a step anywhere: in a call only, in which types of flow. */
export interface StepRequirements {
  /** Flow types that may hold the step; absent: all. */
  readonly flowTypes?: readonly FlowType[];
  /** The step needs a call in progress; without one it is passed over (voipbin-flow.md section 3). */
  readonly call?: boolean;
  /** What the session's channel must be able to do; checked where the flow's entries name channels. */
  readonly capabilities?: readonly Capability[];
}

/**
 * Everything one needs to know of a step. The Node-RED node, its form and help, validation, types, the reference page and
 * execution all come from it.
 */
export interface StepDefinition<Options extends TObject = TObject> {
  readonly family: FamilyName;
  /** The documented name, such as `digits_receive`. */
  readonly type: string;
  /** What the palette shows; default: the type in words. */
  readonly label?: string;
  /** One sentence for the palette's tooltip and the head of the help. */
  readonly summary: string;
  /** Further help, Markdown. */
  readonly help?: string;
  /** Font Awesome icon of the node, such as `fa-comment`. */
  readonly icon?: string;
  /** Marked in the editor: the source system advises against it. */
  readonly deprecated?: string;
  /** JSON Schema of the options. Titles are the form's labels, descriptions its hints, `x-field` (see `fields.ts`) its widgets. */
  readonly options: Options;
  /** The exits, fixed or one for each entry of an option; the order is that of the ports. */
  readonly exits: readonly ExitRule<keyof Static<Options> & string>[];
  readonly requires?: StepRequirements;
  /** A router never waits after a called flow has returned into its block (goflow.md section 2). */
  readonly router?: boolean;
  /** Starts sessions: the editor gives it no input port, and the flow is entered through its exit. */
  readonly entry?: boolean;
  /**
   * The node has a button in the editor, which posts to this path of the editor's API with the node's id behind it, such as
   * `switchboard/start`.
   */
  readonly button?: string;
  /** Entries: connects the deployed node to what starts its flow; the result disconnects it. */
  deploy?(deployment: Deployment, options: Static<Options>): () => void;
  /**
   * What a step with these options needs of its channel beyond `requires.capabilities`. They may not be valid yet, or hold
   * expressions: what cannot be known is left to the channel.
   */
  needs?(options: Static<Options>): readonly Capability[];
  /** Problems that the schema cannot say; each names the field by its path. */
  check?(options: Static<Options>): readonly StepProblem[];
  enter(step: StepContext, options: Static<Options>): Outcome | Promise<Outcome>;
  /** Called with an input that the step's wait is for. */
  resume?(step: StepContext, options: Static<Options>, input: Input): Outcome | Promise<Outcome>;
}

/** Where an entry was deployed: on which flow's node, and what it can connect to. */
export interface Deployment {
  readonly switchboard: EntryHost;
  readonly flow: FlowRef;
  /** Id of the entry node. */
  readonly node: string;
}

export interface StepProblem {
  /** Path of the field in the options, such as `cases/0/type`; "" for the step as a whole. */
  readonly field: string;
  readonly message: string;
}

/** A step as the engine keeps it, whatever its options are: they were validated against its schema. */
export type AnyStep = Omit<StepDefinition, "exits" | "needs" | "check" | "enter" | "resume" | "deploy"> & {
  readonly exits: readonly ExitRule[];
  needs?(options: JsonObject): readonly Capability[];
  check?(options: JsonObject): readonly StepProblem[];
  deploy?(deployment: Deployment, options: JsonObject): () => void;
  enter(step: StepContext, options: JsonObject): Outcome | Promise<Outcome>;
  resume?(step: StepContext, options: JsonObject, input: Input): Outcome | Promise<Outcome>;
};

/**
 * Defines a step. The call gives the options' type to `enter`, `resume`, `exits` and `check`; it registers nothing: the
 * family's index lists its steps.
 */
export function defineStep<Options extends TObject>(definition: StepDefinition<Options>): AnyStep {
  // The options are validated against this very schema before any of these functions is called with them.
  return definition as unknown as AnyStep;
}

/** Type id of a step in palettes and Programs: `<family>-<documented name>`. */
export function stepId(step: Pick<AnyStep, "family" | "type">): string {
  return `${step.family}-${step.type}`;
}

/** The exits of a step with these options, in the order of its ports. */
export function exitsOf(step: AnyStep, options: JsonObject): readonly Exit[] {
  return portsOf(step.exits, options);
}

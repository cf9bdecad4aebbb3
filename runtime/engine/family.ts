import type { JsonObject } from "../json.js";
import type { Input } from "../session/input.js";
import type { AnyStep, FamilyName, Outcome } from "../step.js";
import type { StepContext } from "./context.js";
import type { Sprint } from "./sprint.js";

/**
 * What the steps of one family have in common, so that the steps stay short and the engine knows no family: how options are
 * evaluated, what every outcome goes through, and what the family does when a session starts, receives and ends.
 */
export interface Family {
  readonly name: FamilyName;
  /** Heading in the palette and in the documentation. */
  readonly label: string;
  /** Colour of its nodes, `#rrggbb`. */
  readonly colour: string;
  /** Icon of its nodes that have none of their own. */
  readonly icon: string;
  /** The session was just made. */
  started?(sprint: Sprint): void;
  /** The flow cannot begin yet: its first steps wait until the family lets them (`beginFlow`). */
  startsLater?(sprint: Sprint): boolean;
  /** The first step of the session is about to be entered. */
  firstStep?(step: StepContext): void;
  /** An input has come, before any wait sees it. True: the family took it, and nobody else gets it. */
  received?(sprint: Sprint, input: Input): boolean | Promise<boolean>;
  /** Makes a step's options ready (expressions), or decides without the step. */
  before?(step: StepContext, definition: AnyStep, options: JsonObject, phase: "enter" | "resume"): Prepared;
  /** May change what a step decided (8x8: outputs and conditions). */
  after?(step: StepContext, definition: AnyStep, options: JsonObject, outcome: Outcome): Outcome;
  /** What a run fails with that visits more of its nodes in one sprint than the limit says; absent: GoFlow's words. */
  tooManySteps?(limit: number): string;
  /** Whether the session goes on though no flow runs: something of the family's is under way. */
  holds?(sprint: Sprint): boolean;
  /** The session has just ended. */
  ended?(sprint: Sprint): void;
  /** An input has come for a session that ended before (the network says that the call is over). */
  afterEnd?(sprint: Sprint, input: Input): void;
}

export type Prepared = { readonly options: JsonObject } | { readonly outcome: Outcome };

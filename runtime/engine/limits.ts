import type { FamilyName } from "../step.js";

/** What a flow, a contact or a client may use up. All are settings. */
export interface Limits {
  /** Visits of a family's nodes in one sprint, after which the run fails. GoFlow's 100 is for the contact family. */
  readonly maxStepsPerSprint: Readonly<Record<FamilyName, number>>;
  /** Steps entered in one session, the end of its flow among them, and one more (VoIPBIN's test is `>`); absent: any number. */
  readonly maxStepsPerSession?: number;
  /** Flows inside flows. */
  readonly maxCallDepth: number;
  /** Runs of one session at a time, with those that have ended in its last sprint. */
  readonly maxRunsPerSession: number;
  /** Runs that are kept in a snapshot between sprints; the oldest that have ended go first. */
  readonly maxKeptRuns: number;
  /** Steps of a run's path that are kept in a snapshot between sprints; the oldest go first. */
  readonly maxKeptPathSteps: number;
  /** Inputs that a suspended session holds for when it is resumed; what comes beyond is lost, with an event that says so. */
  readonly maxHeldInputs: number;
  /** Characters of an evaluated template (GoFlow's 10,000). */
  readonly maxTemplateCharacters: number;
  /** Characters that the variables of a session hold together, and that they may put into the options of one step. */
  readonly maxVariableCharacters: number;
  /** Bytes of an input; more is refused with 413. */
  readonly maxInputBytes: number;
  /** Bytes of a message's properties that are kept while its token rests. */
  readonly maxKeptBytes: number;
  /** What a request to go on from a node where nothing waits does to its session. */
  readonly staleNext: "refuse" | "stop";
  /** What is left of `@webhook` after a wait: all of it, or (GoFlow's quirk 11) only what was saved as a result too. */
  readonly webhookAfterWait: "all" | "saved";
  /** Milliseconds from the answer of a call, after which it is hung up. */
  readonly maxCallDurationMs: number;
  /** Milliseconds after which a session that nothing happens to expires; rounded up to a day. */
  readonly maxSessionAgeMs: number;
  /** Milliseconds that an ended session is kept, with its events. */
  readonly keepEndedMs: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** What counts where the settings say nothing. */
export const defaultLimits: Limits = {
  maxStepsPerSprint: { contact: 100, call: 1000, workflow: 1000, metaflow: 1000, entry: 1000 },
  maxCallDepth: 500,
  maxRunsPerSession: 1000,
  maxKeptRuns: 100,
  maxKeptPathSteps: 1000,
  maxHeldInputs: 1000,
  maxTemplateCharacters: 10_000,
  maxVariableCharacters: 64 * 1024,
  maxInputBytes: 1024 * 1024,
  maxKeptBytes: 64 * 1024,
  staleNext: "refuse",
  webhookAfterWait: "all",
  maxCallDurationMs: 60 * 60 * 1000,
  maxSessionAgeMs: 30 * DAY_MS,
  keepEndedMs: 90 * DAY_MS,
};

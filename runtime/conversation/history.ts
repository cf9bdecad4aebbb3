import type { StepContext } from "../engine/context.js";
import { isJsonObject } from "../json.js";

/** Sessions in a row that may start each other while nobody says anything (goflow.md section 26). */
export const MAX_SPAWNED_WITHOUT_INPUT = 5;

/** How many sessions led to one, and how many of those since a contact said something. */
export interface History {
  readonly parent_uuid: string;
  readonly ancestors: number;
  readonly ancestors_since_input: number;
}

/** The history of this session, and that of a session that it starts. */
export function descent({ session }: StepContext): { before: History; now: History } {
  const given = session.trigger["history"];
  const { parent_uuid: parent, ancestors, ancestors_since_input: since } = isJsonObject(given) ? given : {};
  const before = {
    parent_uuid: typeof parent === "string" ? parent : "",
    ancestors: typeof ancestors === "number" ? ancestors : 0,
    ancestors_since_input: typeof since === "number" ? since : 0,
  };
  const heardSomething = session.inputAt !== undefined;
  return {
    before,
    now: {
      parent_uuid: session.id,
      ancestors: before.ancestors + 1,
      ancestors_since_input: heardSomething ? 0 : before.ancestors_since_input + 1,
    },
  };
}

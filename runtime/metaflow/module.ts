import { isOnCall } from "../call/legs/parties.js";
import type { StepContext } from "../engine/context.js";
import { parentOf } from "../engine/runs.js";
import type { JsonObject } from "../json.js";
import type { Event } from "../session/event.js";
import type { MetaflowTrigger, Run } from "../session/session.js";
import type { Outcome } from "../step.js";
import type { ListenOn } from "./config.js";
import { legsFrom } from "./across.js";

/**
 * What a module was started by. A flow that a metaflow calls has the trigger of the metaflow; in an ordinary flow a module acts
 * as if the flow's own leg had asked for it.
 */
export function triggerOf(step: StepContext): MetaflowTrigger {
  for (let run: Run | undefined = step.run; run; run = parentOf(step.sprint, run))
    if (run.metaflow) return run.metaflow;
  return { leg: step.session.call?.id ?? "" };
}

/**
 * The data that a module gets, as Kazoo's has it: what is configured, and what the trigger adds. Children get the same addition
 * at any depth (scenarios' decision 1).
 */
export function moduleData(options: JsonObject, { leg, collected, captures }: MetaflowTrigger): JsonObject {
  return {
    ...options,
    dtmf_leg: leg,
    ...(collected !== undefined && { collected }),
    ...(captures && { captures: [...captures] }),
  };
}

/**
 * Has the channel do something to legs of the call and goes on at once: modules give commands, they don't wait for their end
 * (kazoo-metaflows.md section 5). Where there is no such leg, nothing is done.
 */
export function commandLegs(step: StepContext, which: ListenOn, event: Event): Outcome {
  const { call } = step.session;
  const legs = call ? legsFrom(call, triggerOf(step).leg, which) : [];
  if (call && legs.length > 0) step.effect({ ...event, call: call.id, legs: [...legs] });
  return step.exit("next");
}

/** The same for the leg alone that pressed the keys. */
export function commandLeg(step: StepContext, event: Event): Outcome {
  const { call } = step.session;
  const { leg } = triggerOf(step);
  if (call && isOnCall(call, leg)) step.effect({ ...event, call: call.id, leg });
  return step.exit("next");
}

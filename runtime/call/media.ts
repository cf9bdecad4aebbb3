import type { StepContext } from "../engine/context.js";
import type { Sprint } from "../engine/sprint.js";
import type { Event } from "../session/event.js";
import type { InputType } from "../session/input.js";
import type { Outcome } from "../step.js";
import { callEffect } from "./effect.js";

/** Starts media on the call and waits for its end, or for one of the other kinds of input. */
export function playing(step: StepContext, event: Event, orElse: readonly InputType[] = []): Outcome {
  return step.wait({ for: ["media", ...orElse], media: start(step, event) });
}

/** How long an echo goes on without a duration (voipbin-flow.md section 4, echo). */
const ECHO_MS = 180_000;

/** Lets the channel send back what it hears, for a time in milliseconds that is kept here and not by the channel. */
export function echoing(step: StepContext, type: "echo" | "stream_echo", given = 0): Outcome {
  const duration = given > 0 ? given : ECHO_MS;
  return step.wait({ for: ["timeout"], media: start(step, { type, duration }), until: step.now() + duration });
}

function start(step: StepContext, event: Event): string {
  const media = step.effect({ ...event, call: step.session.call?.id });
  if (step.session.call) step.session.call.media = media;
  return media;
}

/** Ends what plays now. */
export function stopPlaying(sprint: Sprint): void {
  const call = sprint.session.call;
  if (call?.media === undefined) return;
  callEffect(sprint, call, { type: "playback_stop", media: call.media });
  delete call.media;
}

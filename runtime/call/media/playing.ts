import type { StepContext } from "../../engine/context.js";
import type { Sprint } from "../../engine/sprint.js";
import type { Event } from "../../session/event.js";
import type { InputType } from "../../session/input.js";
import type { Outcome } from "../../step.js";
import { announceNext } from "../control/talk.js";
import { callEffect } from "../effect.js";
import { ownLeg } from "../legs/parties.js";

/** Starts media on the flow's own leg and waits for its end, or for one of the other kinds of input. */
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
  const { call } = step.session;
  const media = step.effect({ ...event, call: call?.id, leg: call?.id });
  if (call) ownLeg(call).media = media;
  return media;
}

/** Ends what plays now on the flow's own leg. */
export function stopPlaying(sprint: Sprint): void {
  const { call } = sprint.session;
  const leg = call && ownLeg(call);
  if (leg?.media === undefined) return;
  callEffect(sprint, call!, { type: "playback_stop", media: leg.media });
  delete leg.media;
  announceNext(sprint);
}

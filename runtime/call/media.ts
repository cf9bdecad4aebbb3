import type { StepContext } from "../engine/context.js";
import type { Sprint } from "../engine/sprint.js";
import type { Event } from "../session/event.js";
import type { InputType } from "../session/input.js";
import type { Outcome } from "../step.js";

/** Starts media on the call and waits for its end, or for one of the other kinds of input. */
export function playing(step: StepContext, event: Event, orElse: readonly InputType[] = []): Outcome {
  const media = step.effect({ ...event, call: step.session.call?.id });
  if (step.session.call) step.session.call.media = media;
  return step.wait({ for: ["media", ...orElse], media });
}

/** Ends what plays now. */
export function stopPlaying(sprint: Sprint): void {
  const call = sprint.session.call;
  if (call?.media === undefined) return;
  const event = { type: "playback_stop", call: call.id, media: call.media };
  sprint.record(event);
  sprint.send(event);
  delete call.media;
}

import type { StepContext } from "../engine/context.js";
import { requestEvent, requestQueue, type HttpRequestEvent } from "../outgoing/http-requests.js";
import type { Event } from "../session/event.js";
import type { Outcome } from "../step.js";

type Request = Omit<HttpRequestEvent, "type">;

/** Makes a request by HTTP once the sprint is committed; `event` is what the session says of it. */
export function sendRequest(step: StepContext, event: Event, request: Request): void {
  step.emit(event);
  step.sprint.send(requestEvent(request), requestQueue(step));
}

/** The same, and waits for the answer; or else for a timeout at `until` (milliseconds since 1970 UTC). */
export function awaitRequest(step: StepContext, event: Event, request: Request, until?: number): Outcome {
  step.emit(event);
  step.sprint.send(requestEvent(request), requestQueue(step), step.token);
  return step.wait(until === undefined ? { for: ["signal"] } : { for: ["signal", "timeout"], until });
}

import { readContact, writeContact } from "../contacts/contact.js";
import { groupsChanged, reevaluateGroups } from "../contacts/groups.js";
import type { StepContext } from "../engine/context.js";
import { resetExpiry } from "../engine/runs.js";
import type { Sprint } from "../engine/sprint.js";
import { isJsonObject, type Json, type JsonObject } from "../json.js";
import type { Input, Message } from "../session/input.js";
import { isDeepStrictEqual } from "node:util";
import { canonicalTime, timeText } from "../contacts/times.js";
import { conversationOf } from "./conversation.js";
import { writeEnvironment } from "./environment.js";

/** At the start the query based groups are put right; no run is there yet to tell of it (goflow.md section 2). */
export function conversationStarted(sprint: Sprint): void {
  reevaluate(sprint, (event) => sprint.record(event, {}, "sprint"));
}

/** Under GoFlow's rule, what a webhook said is forgotten over a wait unless a result keeps it (goflow.md section 25, quirk). */
export function inputReceived(sprint: Sprint): false {
  if (sprint.options.limits.webhookAfterWait === "saved") {
    for (const run of sprint.session.runs) {
      run.webhook = run.savedWebhook?.extra ?? null;
    }
  }
  return false;
}

/** On the first step of all, a message that started the session becomes its input (goflow.md section 9). */
export function firstStep(step: StepContext): void {
  const { input } = step.sprint;
  if (input.type === "start" && input.message)
    takeMessage(step, input.message, input.trigger.at, input.trigger["triggered_on"]);
}

/**
 * Does to the session what every resume of a conversation does, in GoFlow's order (goflow.md section 8). False: this wait
 * cannot be ended by it; that is told by an error event, and the session waits on.
 */
export function applyResume(
  step: StepContext,
  input: Input,
  wait: { kind: string; accepts: readonly Input["type"][]; timeout: boolean },
): boolean {
  const resume = RESUME_NAMES[input.type] ?? input.type;
  if (!wait.accepts.includes(input.type)) {
    return refuse(step, `can't end a wait of type '${wait.kind}' with a resume of type '${resume}'`);
  }
  if (input.type === "timeout" && !wait.timeout) {
    return refuse(step, "can't end with timeout as wait doesn't have a timeout");
  }
  if (input.type === "expiration") step.emit({ type: "run_expired", run_uuid: step.run.id });
  if (input.type === "timeout") {
    delete step.session.input;
    step.emit({ type: "wait_timed_out" });
  }
  if (input.type === "dial") step.emit({ type: "dial_ended", dial: { ...input.dial } });
  refresh(step, input);
  if (input.type === "message") {
    resetExpiry(step.sprint, step.run);
    takeMessage(step, input.message, input.receivedAt ?? step.now(), input.receivedOn);
  }
  reevaluate(step.sprint, (event) => step.emit(event));
  return true;
}

/** Only the sprint is told of a resume that changes nothing (goflow.md section 2). */
function refuse(step: StepContext, text: string): false {
  step.sprint.record({ type: "error", text }, {}, "sprint");
  return false;
}

/** GoFlow's names of the inputs that resume a session. */
const RESUME_NAMES: Readonly<Partial<Record<Input["type"], string>>> = {
  message: "msg",
  timeout: "wait_timeout",
  expiration: "run_expiration",
  dial: "dial",
};

function takeMessage(step: StepContext, message: Message, at: number, on?: Json): void {
  const { session, sprint } = step;
  session.input = message;
  session.inputAt = at;
  if (typeof on === "string") session.inputOn = on;
  else delete session.inputOn;
  const conversation = conversationOf(sprint);
  const { contact } = conversation;
  if (contact)
    conversation.setContact({ ...contact, last_seen_on: typeof on === "string" ? canonicalTime(on) : timeText(at) });
  const msg: Partial<Message> = { ...message };
  // The provider's own object is for those who know the provider.
  delete (msg as { raw?: unknown }).raw;
  step.emit({ type: "msg_received", msg: msg as unknown as JsonObject });
}

/** A resume may bring the environment and the contact as they are now. */
function refresh(step: StepContext, input: Input): void {
  const conversation = conversationOf(step.sprint);
  if ("environment" in input && isJsonObject(input.environment)) {
    const before = writeEnvironment(conversation.sessionEnvironment);
    step.session.environment = input.environment;
    const after = writeEnvironment(conversation.sessionEnvironment);
    if (!isDeepStrictEqual(before, after)) step.emit({ type: "environment_refreshed", environment: after });
  }
  if ("contact" in input && isJsonObject(input.contact)) {
    const before = conversation.contact && writeContact(conversation.contact);
    const { contact } = readContact(input.contact, conversation.assets);
    const after = writeContact(contact);
    if (!isDeepStrictEqual(before, after)) {
      step.emit({ type: "contact_refreshed", contact: after as unknown as JsonObject });
      conversation.setContact(contact);
    }
  }
}

function reevaluate(sprint: Sprint, tell: (event: ReturnType<typeof groupsChanged>[number]) => void): void {
  const conversation = conversationOf(sprint);
  const { contact } = conversation;
  if (!contact) return;
  const change = reevaluateGroups(contact, conversation.assets, conversation.sessionEnvironment);
  if (change.contact !== contact) conversation.setContact(change.contact);
  for (const event of groupsChanged(change)) tell(event);
}

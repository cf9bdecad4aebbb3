import Type, { type Static } from "typebox";
import type { StepContext } from "../engine/context.js";
import { exit, text } from "../fields.js";
import type { Input } from "../session/input.js";
import type { Outcome } from "../step.js";
import { normalizeUrn, urnProblem } from "../contacts/urns.js";
import { conversationOf } from "./conversation.js";
import { applyResume } from "./session.js";
import { evaluateText } from "./templates.js";

const HINT = {
  type: Type.Union(
    (["audio", "image", "video", "location", "digits"] as const).map((type) => Type.Literal(type)),
    { title: "Kind" },
  ),
  count: Type.Optional(Type.Integer({ title: "Number of keys", minimum: 1 })),
  terminated_by: Type.Optional(text({ title: "Ends with key" })),
};

/** A router's wait (goflow.md section 7). */
export const WaitSchema = Type.Object({
  type: Type.Union([Type.Literal("msg"), Type.Literal("dial")], { title: "Waits for" }),
  timeout: Type.Optional(
    Type.Object(
      {
        seconds: Type.Integer({ title: "After", minimum: 0, "x-field": "duration", "x-unit": "s" }),
        category_uuid: exit({ title: "Category" }),
      },
      { title: "Timeout" },
    ),
  ),
  hint: Type.Optional(Type.Object(HINT, { title: "Expects" })),
  phone: Type.Optional(text({ title: "Phone number to dial", expressions: "excellent" })),
});

export type RouterWait = Static<typeof WaitSchema>;

/** Inputs that a wait is shown, so that one that cannot end it is told of. */
const SHOWN: readonly Input["type"][] = ["message", "timeout", "expiration", "dial"];

/** Begins a wait; undefined: it is skipped, and the router routes at once. */
export function beginWait(step: StepContext, wait: RouterWait): Outcome | undefined {
  if (step.afterCall) return undefined;
  return wait.type === "msg" ? beginMessageWait(step, wait) : beginDialWait(step, wait);
}

/** The first node of a session that a message started takes that message. */
function beginMessageWait(step: StepContext, wait: RouterWait): Outcome | undefined {
  const { session, sprint } = step;
  const started = sprint.input.type === "start" && sprint.input.message !== undefined;
  if (started && session.runs.length === 1 && step.run.path.length === 1) return undefined;
  const { timeout, hint } = wait;
  const told = { ...(timeout && { timeout_seconds: timeout.seconds }), ...(hint && { hint: { ...hint } }) };
  step.emit({ type: "msg_wait", ...told });
  const takesDigits = hint?.type === "digits" && session.call !== undefined;
  return step.wait({
    for: takesDigits ? [...SHOWN, "digit"] : SHOWN,
    ...(timeout && { until: step.now() + timeout.seconds * 1000 }),
    data: { wait: { type: "msg", ...told } },
  });
}

function beginDialWait(step: StepContext, wait: RouterWait): Outcome | undefined {
  const { environment } = conversationOf(step.sprint);
  const { text } = evaluateText(step, wait.phone ?? "");
  const urn = normalizeUrn(`tel:${text}`, environment.defaultCountry);
  const problem = urnProblem(urn);
  if (problem !== undefined) {
    step.error(problem);
    return undefined;
  }
  step.effect({ type: "dial_wait", urn });
  return step.wait({ for: SHOWN, data: { wait: { type: "dial", urn } } });
}

/** Gives an input to the wait. An outcome: the wait goes on, or its run has expired; else the router goes on with it. */
export function endWait(step: StepContext, wait: RouterWait, input: Input): Outcome | undefined {
  if (input.type === "digit") return collectDigit(step, wait, input.digit);
  const accepts: readonly Input["type"][] = wait.type === "msg" ? ["message", "timeout", "expiration"] : ["dial"];
  const ended = applyResume(step, input, { kind: wait.type, accepts, timeout: wait.timeout !== undefined });
  if (!ended) return step.refuse();
  return input.type === "expiration" ? { kind: "end", run: "expired" } : undefined;
}

/** On a call the keys make the message: so many, or up to a key that ends it. */
function collectDigit(step: StepContext, wait: RouterWait, digit: string): Outcome | undefined {
  const { count, terminated_by: terminator } = wait.hint ?? {};
  const before = typeof step.memory === "string" ? step.memory : "";
  const isEnd = terminator !== undefined && terminator === digit;
  const digits = isEnd ? before : before + digit;
  if (!isEnd && !(count !== undefined && digits.length >= count) && (count !== undefined || terminator !== undefined)) {
    step.memory = digits;
    return step.stay();
  }
  step.memory = "";
  const message = {
    uuid: step.uuid(),
    text: digits,
    ...(step.session.call && { urn: `tel:${step.session.call.from}` }),
  };
  return endWait(step, wait, { type: "message", message });
}

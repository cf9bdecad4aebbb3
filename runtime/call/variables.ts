import type { Sprint } from "../engine/sprint.js";
import { substituteVariables } from "../expressions/variables.js";
import type { JsonObject } from "../json.js";
import type { Session } from "../session/session.js";
import { NIL_ID } from "./nil-id.js";
import { referenceOf } from "./reference.js";

/** Where the keys that were pressed are kept (voipbin-flow.md section 5). */
export const DIGITS = "voipbin.call.digits";

/** The variables that a session has from its start (voipbin-flow.md section 5). What the starter gave stays. */
export function startVariables(sprint: Sprint): void {
  const { session, input } = sprint;
  const known: Record<string, string> = { ...callVariables(sprint), ...messageVariables(sprint) };
  if (input.type === "start") Object.assign(known, input.variables);
  session.variables = known;
}

function callVariables({ session }: Sprint): Record<string, string> {
  const { call } = session;
  if (!call) return {};
  return {
    "voipbin.call.id": call.id,
    ...address("voipbin.call.source", call.from),
    ...address("voipbin.call.destination", call.to),
    "voipbin.call.direction": call.direction,
    [DIGITS]: "",
  };
}

function messageVariables({ session, input }: Sprint): Record<string, string> {
  if (input.type !== "start" || !input.message) return {};
  const { message } = input;
  const to = session.trigger["to"];
  return {
    ...(session.contact !== undefined && { "voipbin.conversation.id": session.contact }),
    "voipbin.message.id": message.uuid,
    "voipbin.message.text": message.text,
    "voipbin.message.direction": "inbound",
    ...address("voipbin.message.source", (message.urn ?? "").replace(/^tel:/, "")),
    ...address("voipbin.message.target.destination", typeof to === "string" ? to : ""),
  };
}

function address(prefix: string, target: string): Record<string, string> {
  return {
    [`${prefix}.name`]: "",
    [`${prefix}.detail`]: "",
    [`${prefix}.target`]: target,
    [`${prefix}.target_name`]: "",
    [`${prefix}.type`]: "tel",
  };
}

/** What a client may set at a start: no empty names, and none of the system's own (voipbin-flow.md section 5). */
export function clientVariables(variables: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables)
      .map(([name, value]) => [name.trim(), value] as const)
      .filter(([name]) => name !== "" && !name.toLowerCase().startsWith("voipbin.")),
  );
}

/** A variable's value; undefined: there is none. Its name is the author's, and may be that of something every object has. */
export function variableOf(session: Session, name: string): string | undefined {
  return Object.hasOwn(session.variables, name) ? session.variables[name] : activeflowVariable(session, name);
}

/** What every session knows of itself: read where it is asked for, so that no snapshot carries it. A follower has the last two. */
function activeflowVariable(session: Session, name: string): string | undefined {
  switch (name) {
    case "voipbin.activeflow.id":
      return session.id;
    case "voipbin.activeflow.flow_id":
      return session.flow.id;
    case "voipbin.activeflow.reference_type":
      return referenceOf(session).type;
    case "voipbin.activeflow.reference_id":
      return referenceOf(session).id;
    case "voipbin.activeflow.reference_activeflow_id":
      return NIL_ID;
    case "voipbin.activeflow.complete_count":
      return "0";
    // Its documents say more, but the variable is set before a call is chained to another.
    case "voipbin.call.master_call_id":
      return session.call && NIL_ID;
    default:
      return undefined;
  }
}

/**
 * A step's options with `${...}` replaced. `tooLong`: the variables held more characters than they may put into one step
 * (`maxVariableCharacters`); what came after is left out, so that no flow can double a text until the memory is full.
 */
export function withVariables(
  { session, options: { limits } }: Sprint,
  options: JsonObject,
): { options: JsonObject; tooLong: boolean } {
  let left = limits.maxVariableCharacters;
  const replaced = substituteVariables(options, (name) => {
    const value = variableOf(session, name) ?? "";
    left -= value.length;
    return left < 0 ? "" : value;
  });
  return { options: replaced, tooLong: left < 0 };
}

/** Sets a variable. False: the session would hold more characters than it may, and the variable stays as it was. */
export function setVariable({ session, options: { limits } }: Sprint, name: string, value: string): boolean {
  const others = Object.entries(session.variables).filter(([key]) => key !== name);
  const held = others.reduce((sum, [key, each]) => sum + key.length + each.length, 0);
  if (held + name.length + value.length > limits.maxVariableCharacters) return false;
  session.variables[name] = value;
  return true;
}

/** What names a variable: `${name}` was replaced already; a bare name that is known counts as its value (DESIGN, decision 2). */
export function variableOrText(session: Session, text: string): string {
  return variableOf(session, text) ?? text;
}

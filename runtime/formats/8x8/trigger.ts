import type { JsonObject } from "../../json.js";
import type { Program, ProgramNode } from "../../program.js";
import { without } from "../records.js";

export const TRIGGERS = ["inbound_sms", "inbound_chat_apps", "http_request"] as const;
export const STATUSES = ["enabled", "disabled"] as const;

/** What starts a definition, and whether it may (8x8-automation.md sections 1 and 2). */
export interface DefinitionTrigger {
  readonly trigger: (typeof TRIGGERS)[number];
  readonly status: (typeof STATUSES)[number];
  /** Only events of this sub-account start it; absent: those of any. */
  readonly subAccountId?: string;
  /** The account that the definition belongs to, where one is known. */
  readonly account?: string;
}

/** The entry that is a definition's trigger in a Program, and its node in the editor. */
const TRIGGER_STEP = "entry-workflow_in";
/** The trigger of a flow without one: anything else would start it by itself. */
const DEFAULT_TRIGGER: Partial<DefinitionTrigger> = { trigger: "http_request" };
const FIELDS = ["trigger", "status", "subAccountId", "subaccountId", "accountId"];

/** The trigger of a flow; undefined: it has none, or something else starts it. */
export function triggerOf({ nodes }: Pick<Program, "nodes">): DefinitionTrigger | undefined {
  const entry = Object.values(nodes).find(({ step }) => step === TRIGGER_STEP);
  return entry && triggerIn({ ...entry.options, accountId: entry.options.account });
}

/** The trigger that a definition names. */
export function triggerIn(document: JsonObject): DefinitionTrigger | undefined {
  const trigger = TRIGGERS.find((each) => each === document.trigger);
  const { accountId } = document;
  const subAccountId = document.subAccountId ?? document.subaccountId;
  if (!trigger) return undefined;
  return {
    trigger,
    status: document.status === "enabled" ? "enabled" : "disabled",
    ...(typeof subAccountId === "string" && subAccountId !== "" && { subAccountId }),
    ...(typeof accountId === "string" && accountId !== "" && { account: accountId }),
  };
}

/** The entry for a trigger, which leads to the first step. Its id is that of no step. */
export function triggerNode(
  trigger: DefinitionTrigger,
  steps: Program["nodes"],
  start: readonly string[],
): ProgramNode {
  let id: string = trigger.trigger;
  while (Object.hasOwn(steps, id)) id += "_";
  return { id, step: TRIGGER_STEP, options: { ...trigger }, exits: start.length > 0 ? { next: [...start] } : {} };
}

/** The head of the definition of a flow: as it was read, unless its trigger was changed since. */
export function writeHead(program: Program, read: JsonObject): JsonObject {
  const trigger = triggerOf(program);
  const before = triggerIn(read);
  if (before && (!trigger || sameTrigger(trigger, before))) return read;
  const { account, ...rest } = trigger ?? DEFAULT_TRIGGER;
  return { ...without(read, FIELDS), ...rest, ...(account !== undefined && { accountId: account }) };
}

function sameTrigger(one: DefinitionTrigger, other: DefinitionTrigger): boolean {
  return (["trigger", "status", "subAccountId", "account"] as const).every((field) => one[field] === other[field]);
}

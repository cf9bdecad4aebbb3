import { isJsonObject } from "../../json.js";
import type { Program } from "../../program.js";

export const TRIGGERS = ["inbound_sms", "inbound_chat_apps", "http_request"] as const;
export const STATUSES = ["enabled", "disabled"] as const;

/** What starts a definition, and whether it may (8x8-automation.md sections 1 and 2). */
export interface DefinitionTrigger {
  readonly trigger: (typeof TRIGGERS)[number];
  readonly status: (typeof STATUSES)[number];
  /** Only events of this sub-account start it; absent: those of any. */
  readonly subAccountId?: string;
}

/** The trigger of a flow that was read from a definition; undefined: it was read from something else. */
export function triggerOf({ source }: Program): DefinitionTrigger | undefined {
  if (source?.format !== "8x8" || !isJsonObject(source.rest) || !isJsonObject(source.rest.document)) return undefined;
  const { document } = source.rest;
  const trigger = TRIGGERS.find((each) => each === document.trigger);
  const subAccountId = document.subAccountId ?? document.subaccountId;
  if (!trigger) return undefined;
  return {
    trigger,
    status: document.status === "enabled" ? "enabled" : "disabled",
    ...(typeof subAccountId === "string" && subAccountId !== "" && { subAccountId }),
  };
}

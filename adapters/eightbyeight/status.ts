import type { MessageStatus, StatusReport } from "../../runtime/channels/status.js";
import { isJsonObject, type Json, type JsonObject } from "../../runtime/json.js";

/** States of 8x8's universal status object, as far as they say how far a message has come. */
const STATUSES: Readonly<Record<string, MessageStatus>> = {
  queued: "queued",
  sent: "sent",
  delivered: "delivered",
  read: "read",
  rejected: "failed",
  failed: "failed",
  undelivered: "failed",
};

/** The message that a delivery receipt is about, and what it says; undefined: it says nothing that is known here. */
export function statusReport({ payload }: JsonObject): { umid: string; report: StatusReport } | undefined {
  if (!isJsonObject(payload) || typeof payload["umid"] !== "string" || !isJsonObject(payload["status"]))
    return undefined;
  const { state, detail, errorCode, errorMessage } = payload["status"];
  const status = statusOf(state, detail);
  if (!status) return undefined;
  const failure = { ...text("code", errorCode), ...text("reason", errorMessage ?? detail) };
  return { umid: payload["umid"], report: { status, ...(status === "failed" && failure) } };
}

/** What was delivered to the operator has not reached the contact's device. */
function statusOf(state: Json | undefined, detail: Json | undefined): MessageStatus | undefined {
  if (typeof state !== "string" || !Object.hasOwn(STATUSES, state.toLowerCase())) return undefined;
  const status = STATUSES[state.toLowerCase()];
  return status === "delivered" && detail === "delivered_to_operator" ? "sent" : status;
}

function text(name: "code" | "reason", value: Json | undefined): Partial<StatusReport> {
  return typeof value === "string" || typeof value === "number" ? { [name]: String(value) } : {};
}

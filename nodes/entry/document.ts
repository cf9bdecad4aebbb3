import { normalizeUrn, urnProblem } from "../../runtime/contacts/urns.js";
import { isJsonObject, type Json } from "../../runtime/json.js";
import type { Deployment } from "../../runtime/step.js";

/** What came from outside cannot start a session; it would be refused again. */
export class BadDocument extends Error {
  override readonly name = "BadDocument";
  /** As an HTTP answer. */
  readonly status = 400;
}

/** How an entry starts sessions by documents that come in. */
export interface DocumentStart {
  /** Kind of trigger. */
  readonly type: string;
  readonly channel: string;
  /** The document's field with the URN of whom the session is with; absent: it has no contact. */
  readonly urn?: string | undefined;
}

/**
 * Starts the flow from an entry by a document, which becomes `msg.payload` and the trigger's parameters. Gives the session's
 * id once it is durable. Rejects with `BadDocument`, `NotFound`, `FlowRefused`, or `StoreUnavailable`.
 */
export async function startByDocument(
  { switchboard, flow, node }: Deployment,
  { type, channel, urn: field }: DocumentStart,
  document: Json,
): Promise<string> {
  const urn = field ? urnIn(document, field) : undefined;
  return switchboard.startFlow(flow, {
    entry: node,
    channel,
    ...(urn !== undefined && { urn }),
    trigger: { type, at: switchboard.clock.now(), ...(isJsonObject(document) && { params: document }) },
    ...(isJsonObject(document) && { data: document }),
    properties: { payload: document },
  });
}

function urnIn(document: Json, field: string): string {
  const value = isJsonObject(document) ? document[field] : undefined;
  if (typeof value !== "string") throw new BadDocument(`The field '${field}' must be a URN, such as tel:+15550100.`);
  const urn = normalizeUrn(value);
  const problem = urnProblem(urn);
  if (problem !== undefined) throw new BadDocument(`The field '${field}' is no URN: ${problem}.`);
  return urn;
}

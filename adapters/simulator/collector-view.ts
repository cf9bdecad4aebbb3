import type { CollectorConfig, ListenOn } from "../../runtime/metaflow/config.js";
import type { Metaflows } from "../../runtime/metaflow/listeners.js";
import type { Session } from "../../runtime/session/session.js";

/** A collector of digits on a call, and what it holds. */
export interface CollectorView {
  readonly endpoint: string;
  /** The leg of the endpoint. */
  readonly leg: string;
  readonly listens_on: ListenOn;
  readonly binding_digit: string;
  readonly numbers: readonly string[];
  readonly patterns: readonly string[];
  /** What was pressed since the binding digit, and by which leg; absent: nothing is collected. */
  readonly collecting?: { readonly leg: string; readonly collected: string };
}

export async function collectorsOf(metaflows: Metaflows, session: Session | undefined): Promise<CollectorView[]> {
  if (!session?.call) return [];
  const collectors = await metaflows.collectorsFor(session);
  return collectors.map((collector) => view(collector, session));
}

function view(
  { endpoint, leg, listenOn, rules, bindings }: CollectorConfig,
  { collectors = {} }: Session,
): CollectorView {
  const collection = collectors[endpoint];
  return {
    endpoint,
    leg,
    listens_on: listenOn,
    binding_digit: rules.bindingDigit,
    numbers: bindings.numbers,
    patterns: bindings.patterns,
    ...(collection && { collecting: { leg: collection.leg, collected: collection.collected } }),
  };
}

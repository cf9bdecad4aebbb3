/**
 * How a channel stands with its provider, as far as is known. `ok`: nothing is known to be wrong. `failing`: the provider cannot be
 * reached, or takes nothing for now; it is tried again. `unusable`: somebody has to mend the settings.
 */
export type ChannelState = { readonly status: "ok" } | ChannelTrouble;

/** What keeps a channel from being used. */
export interface ChannelTrouble {
  readonly status: "failing" | "unusable";
  /** What is wrong, in words, without secrets. */
  readonly reason: string;
}

/** What is shown of a channel: what is wrong, and what is to be done. */
export function stateText(id: string, state: ChannelState): string {
  if (state.status === "ok") return `channel '${id}' is ready`;
  const reason = state.reason.replace(/\.$/, "");
  const remedy = state.status === "failing" ? "it is tried again" : "correct its settings and deploy";
  return `channel '${id}': ${reason}; ${remedy}`;
}

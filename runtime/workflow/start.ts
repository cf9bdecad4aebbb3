import type { Channels } from "../channels/channels.js";
import type { FlowStart } from "../switchboard/entry-host.js";
import { without } from "../formats/records.js";
import type { JsonObject } from "../json.js";

/** Over which a workflow talks whose account has no channel of its own. */
const DEFAULT_CHANNEL = "simulator";

/** What starts an instance: an event of its trigger, or a test run. */
export interface InstanceStart {
  /** The whole webhook object, or the body of a request. */
  readonly body: JsonObject;
  /** When it was raised, milliseconds since 1970 UTC. */
  readonly at: number;
  readonly account?: string | undefined;
  readonly subAccountId?: string | undefined;
}

/** `data` at the start: the body, and what the service knows, which no body can forge (8x8-automation.md D22). */
export function startData({ body, at, account, subAccountId }: InstanceStart): JsonObject {
  return {
    ...without(body, ["accountId", "triggeredAt", "subAccountId"]),
    ...(account !== undefined && { accountId: account }),
    triggeredAt: new Date(at).toISOString(),
    ...(subAccountId !== undefined && { subAccountId }),
  };
}

/** How `Switchboard.startFlow` starts an instance that no message starts. */
export function instanceStart(type: "http_request" | "test_run", start: InstanceStart, channels: Channels): FlowStart {
  const { at, account } = start;
  return {
    channel: channelOf(account, channels),
    trigger: { type, at, ...(account !== undefined && { account }) },
    data: startData(start),
  };
}

function channelOf(account: string | undefined, channels: Channels): string {
  const own = account === undefined ? undefined : channels.list().find((channel) => channel.account === account);
  return own?.id ?? DEFAULT_CHANNEL;
}

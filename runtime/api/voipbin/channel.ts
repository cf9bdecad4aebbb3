import type { Switchboard } from "../../switchboard/switchboard.js";

/** The channel that is always there. */
const DEFAULT_CHANNEL = "simulator";

/** The channel that the number belongs to; else the simulator. */
export function channelOf({ channels }: Pick<Switchboard, "channels">, number?: string): string {
  return channels.list().find(({ address }) => address !== undefined && address === number)?.id ?? DEFAULT_CHANNEL;
}

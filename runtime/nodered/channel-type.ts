import type { Adapter } from "../../adapters/adapter.js";
import { readChannelSettings } from "../../adapters/settings.js";
import type { Channel } from "../channels/channel.js";
import { isJsonObject } from "../json.js";
import { secretFields } from "../validation/secrets.js";
import type { Instance } from "./instance.js";
import type { NodeRed, RedNode } from "./types.js";

/** Type of the config node of an adapter. */
export function channelType({ type }: Pick<Adapter, "type">): string {
  return `switchboard-${type}`;
}

/** The channels of the config nodes that are deployed, by the node's id. */
export const deployedChannels = new Map<string, Channel>();

/** Registers an adapter as a type of config node: each is a channel, whose secrets Node-RED keeps among its credentials. */
export function registerChannel(red: NodeRed, instance: Instance, adapter: Adapter): void {
  const secrets = secretFields(adapter.settings);
  red.nodes.registerType(
    channelType(adapter),
    function (this: RedNode, config: object) {
      red.nodes.createNode(this, config);
      const opening = open(this, config, instance, adapter);
      instance.awaitChannel(opening);
      this.on("close", (removed: boolean, done: () => void) => {
        void opening.then((close) => close?.(removed)).finally(done);
      });
    },
    { credentials: Object.fromEntries(secrets.map((name) => [name, { type: "password" } as const])) },
  );
}

/** Opens the channel; the result closes it. Undefined: it could not be opened, and the node says why. */
async function open(
  node: RedNode,
  config: object,
  instance: Instance,
  adapter: Adapter,
): Promise<((removed: boolean) => Promise<void>) | undefined> {
  const { switchboard } = instance;
  try {
    const shaped = readChannelSettings(adapter, settingsOf(node, config));
    if (!shaped.ok) throw new Error(shaped.problems.map(({ field, message }) => `${field} ${message}`).join("; "));
    const channel = await adapter.open({ switchboard, http: instance.http }, shaped.value);
    if (!channel) return undefined;
    const remove = switchboard.channels.add(channel);
    deployedChannels.set(node.id, channel);
    return async (removed) => {
      deployedChannels.delete(node.id);
      if (removed) remove();
      else switchboard.channels.suspend(channel);
      await channel.close?.();
    };
  } catch (error) {
    node.error(`The channel cannot be used: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** The options of the form, and the credentials that were given. */
function settingsOf(node: RedNode, config: object): object {
  const options = "options" in config && isJsonObject(config.options as never) ? (config.options as object) : {};
  const given = Object.entries(node.credentials ?? {}).filter(([, value]) => value !== "");
  return { ...options, ...Object.fromEntries(given) };
}

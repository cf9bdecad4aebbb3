import { channelIdOf, type Adapter } from "../../adapters/adapter.js";
import { readChannelSettings } from "../../adapters/settings.js";
import type { Channel } from "../channels/channel.js";
import { HeldChannel } from "../channels/held-channel.js";
import { isJsonObject } from "../json.js";
import { secretFields } from "../validation/secrets.js";
import { channelStatus } from "./channel-status.js";
import type { Instance } from "./instance.js";
import type { NodeRed, RedNode } from "./types.js";

/** Type of the config node of an adapter. */
function channelType({ type }: Pick<Adapter, "type">): string {
  return `switchboard-${type}`;
}

/** The channel of a config node that is deployed; where it could not be opened, what stands in for it. */
export const deployedChannels = new Map<string, Channel>();

/** What takes the place of a suspended channel away, by the id of its config node. */
const suspended = new Map<string, () => void>();

/** Registers an adapter as a type of config node: each is a channel, whose secrets Node-RED keeps among its credentials. */
export function registerChannel(red: NodeRed, instance: Instance, adapter: Adapter): void {
  const secrets = secretFields(adapter.settings);
  red.nodes.registerType(
    channelType(adapter),
    function (this: RedNode, config: object) {
      red.nodes.createNode(this, config);
      const opening = deploy(this, config, instance, adapter);
      instance.awaitChannel(opening);
      this.on("close", (removed: boolean, done: () => void) => {
        void opening.then((close) => close(removed)).finally(done);
      });
    },
    { credentials: Object.fromEntries(secrets.map((name) => [name, { type: "password" } as const])) },
  );
}

/** Opens the channel, and shows how it stands. The result closes it: removed for good, or to be deployed anew. */
async function deploy(
  node: RedNode,
  config: object,
  instance: Instance,
  adapter: Adapter,
): Promise<(removed: boolean) => Promise<void>> {
  const { channels } = instance.switchboard;
  const channel = await openOrHold(node, settingsOf(node, config), instance, adapter);
  const remove = channels.add(channel);
  deployedChannels.set(node.id, channel);
  // Does nothing but where the channel has another id now.
  suspended.get(node.id)?.();
  suspended.delete(node.id);
  const show = (id: string): void => {
    const state = id === channel.id ? channels.states.of(id) : undefined;
    if (state) node.status(channelStatus(id, state));
  };
  channels.states.events.on("changed", show);
  show(channel.id);
  return async (removed) => {
    channels.states.events.off("changed", show);
    deployedChannels.delete(node.id);
    if (removed) remove();
    else suspended.set(node.id, channels.suspend(channel));
    await channel.close?.();
  };
}

/** Where the channel cannot be opened, the node says why, and what goes by it waits until it is deployed with better settings. */
async function openOrHold(node: RedNode, settings: object, instance: Instance, adapter: Adapter): Promise<Channel> {
  const { switchboard, http } = instance;
  try {
    const shaped = readChannelSettings(adapter, settings);
    if (!shaped.ok) throw new Error(shaped.problems.map(({ field, message }) => `${field} ${message}`).join("; "));
    return await adapter.open({ switchboard, http }, shaped.value);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    node.error(`The channel cannot be used: ${reason}`);
    const id = channelIdOf(adapter, settings);
    return new HeldChannel({ id, name: `${adapter.label} (${id})` }, { status: "unusable", reason });
  }
}

/** The options of the form, and the credentials that were given. */
function settingsOf(node: RedNode, config: object): object {
  const options = "options" in config && isJsonObject(config.options as never) ? (config.options as object) : {};
  const given = Object.entries(node.credentials ?? {}).filter(([, value]) => value !== "");
  return { ...options, ...Object.fromEntries(given) };
}

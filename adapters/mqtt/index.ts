import { hostname } from "node:os";
import type { Switchboard } from "../../runtime/switchboard/switchboard.js";
import { openBroker } from "./broker.js";
import { MqttChannel } from "./channel.js";
import { connectClient } from "./client.js";
import { ChannelNotOpened, defineAdapter } from "../adapter.js";
import { mqttSettings, type MqttSettings } from "./settings.js";

export const mqttAdapter = defineAdapter({
  type: "mqtt",
  label: "MQTT",
  summary: "Messages as JSON on topics, by a broker of yours or one in this process.",
  settings: mqttSettings,
  byDefault: true,
  open: async ({ switchboard }, settings) => (await openMqtt(switchboard, settings)).channel,
});

export { MqttChannel } from "./channel.js";

const DEFAULT_PORT = 1883;

/** An MQTT channel that is connected, or is going to be. */
export interface OpenMqtt {
  readonly channel: MqttChannel;
  /** Of the broker in this process, where there is one. */
  readonly port?: number;
}

/**
 * Opens the MQTT channel: with the broker that the settings name, else with one in this process. Throws `ChannelNotOpened` where
 * that broker's port is taken.
 */
export async function openMqtt(switchboard: Switchboard, settings: MqttSettings): Promise<OpenMqtt> {
  const { id = "mqtt", url, group, port = DEFAULT_PORT } = settings;
  const channel = new MqttChannel(switchboard, { ...settings, id });
  const { clock, log } = switchboard;
  if (url !== undefined) {
    const clientId = settings.clientId ?? `switchboard-${id}-${hostname()}`;
    // Processes of a group have a status each.
    const status = group === undefined ? `switchboard/${id}/status` : `switchboard/${id}/status/${clientId}`;
    const connected = { ...settings, url, clientId };
    const { takeIn, state } = channel;
    channel.use(connectClient({ settings: connected, status, takeIn, state, clock, log }));
    return { channel };
  }
  try {
    const broker = await openBroker(port, channel.takeIn, log);
    channel.use(broker);
    log.info(`An MQTT broker listens on mqtt://127.0.0.1:${broker.port}.`);
    return { channel, port: broker.port };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ChannelNotOpened(
      `There is no MQTT: its broker cannot listen on port ${port} (${reason}). Set another port, or the URL of a broker.`,
    );
  }
}

import Type, { type Static } from "typebox";
import { shape } from "../runtime/api/shape.js";
import type { OutgoingHttp } from "../runtime/outgoing/client.js";
import type { Switchboard } from "../runtime/switchboard.js";
import { HttpChannel } from "./http/channel.js";
import { httpSettings } from "./http/settings.js";
import { openMqtt, type OpenMqtt } from "./mqtt/index.js";
import { mqttSettings } from "./mqtt/settings.js";
import { SimulatorChannel } from "./simulator/channel.js";

const schema = Type.Object(
  {
    /** Default: there is one. */
    simulator: Type.Optional(Type.Boolean()),
    /** `false`: none. Default: with a broker in this process. */
    mqtt: Type.Optional(Type.Union([Type.Literal(false), mqttSettings])),
    http: Type.Optional(Type.Array(httpSettings)),
  },
  { additionalProperties: false },
);

/** What the settings file says under `switchboard.channels`. */
export type ChannelSettings = Static<typeof schema>;

const read = shape(schema);

/** The settings of the channels cannot be used; the message names the fields. */
export class BadChannelSettings extends Error {
  override readonly name = "BadChannelSettings";
}

export interface OpenChannels {
  readonly simulator?: SimulatorChannel;
  readonly mqtt?: OpenMqtt;
  readonly http: readonly HttpChannel[];
}

/**
 * Opens the channels that the settings ask for and adds them to the switchboard, which closes them with itself. Throws
 * `BadChannelSettings`.
 */
export async function openChannels(
  switchboard: Switchboard,
  outgoing: OutgoingHttp,
  settings: unknown = {},
): Promise<OpenChannels> {
  const { simulator = true, mqtt = {}, http = [] } = readSettings(settings);
  const opened: OpenChannels = {
    ...(simulator && { simulator: new SimulatorChannel(switchboard) }),
    ...(mqtt !== false && mqttOf(await openMqtt(switchboard, mqtt))),
    http: http.map((each) => new HttpChannel(switchboard, outgoing, each)),
  };
  for (const channel of [opened.simulator, opened.mqtt?.channel, ...opened.http]) {
    if (channel) switchboard.channels.add(channel);
  }
  return opened;
}

function mqttOf(mqtt: OpenMqtt | undefined): Pick<OpenChannels, "mqtt"> {
  return mqtt ? { mqtt } : {};
}

function readSettings(settings: unknown): ChannelSettings {
  const shaped = read(settings);
  if (!shaped.ok) {
    const problems = shaped.problems.map(({ field, message }) => `switchboard/channels/${field} ${message}`).join("; ");
    throw new BadChannelSettings(`The settings of the channels cannot be used: ${problems}.`);
  }
  const ids = [
    shaped.value.mqtt ? (shaped.value.mqtt.id ?? "mqtt") : undefined,
    ...(shaped.value.http ?? []).map(({ id = "http" }) => id),
  ];
  const twice = ids.find((id, index) => id !== undefined && (id === "simulator" || ids.indexOf(id) !== index));
  if (twice !== undefined) throw new BadChannelSettings(`Two channels have the id '${twice}'; give each its own.`);
  return shaped.value;
}

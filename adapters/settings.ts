import { shape, type FieldProblem, type Shaped } from "../runtime/api/shape.js";
import type { Channel } from "../runtime/channels/channel.js";
import { HeldChannel } from "../runtime/channels/held-channel.js";
import { channelIdOf, ChannelNotOpened, type Adapter, type AdapterHost } from "./adapter.js";
import { adapters } from "./index.js";

/** The settings of the channels cannot be used; the message names the fields. */
export class BadChannelSettings extends Error {
  override readonly name = "BadChannelSettings";
}

interface Wanted {
  readonly adapter: Adapter;
  readonly settings: object;
}

const readers = new Map<Adapter, (value: unknown) => Shaped<object>>();

/** Reads the settings of one channel: those of the settings file and those of a config node go by the same schema. */
export function readChannelSettings(adapter: Adapter, value: unknown): Shaped<object> {
  const read = readers.get(adapter) ?? shape(adapter.settings);
  readers.set(adapter, read);
  return read(value);
}

/**
 * Opens the channels that the settings file asks for under `switchboard.channels`, and adds them to the switchboard, which closes
 * them with itself. By adapter, the file says `false` (none), `true`, the settings of one channel, or a list of such. Throws
 * `BadChannelSettings`.
 */
export async function openChannels(host: AdapterHost, settings: unknown = {}): Promise<readonly Channel[]> {
  const wanted = readSettings(settings);
  const opened: Channel[] = [];
  for (const { adapter, settings } of wanted) {
    opened.push(await open(host, adapter, settings));
  }
  for (const channel of opened) host.switchboard.channels.add(channel);
  return opened;
}

/** One that cannot be opened now keeps nobody else from being used. */
async function open(host: AdapterHost, adapter: Adapter, settings: object): Promise<Channel> {
  try {
    return await adapter.open(host, settings);
  } catch (error) {
    if (!(error instanceof ChannelNotOpened)) throw error;
    host.switchboard.log.warn(error.message);
    const id = channelIdOf(adapter, settings);
    return new HeldChannel({ id, name: adapter.label }, { status: "unusable", reason: error.message });
  }
}

function readSettings(settings: unknown): readonly Wanted[] {
  if (typeof settings !== "object" || settings === null || Array.isArray(settings)) {
    throw new BadChannelSettings(
      "The settings of the channels cannot be used: switchboard/channels must be an object.",
    );
  }
  const unknown = Object.keys(settings).filter((type) => !adapters.some((adapter) => adapter.type === type));
  if (unknown.length > 0) {
    const known = adapters.map(({ type }) => type).join(", ");
    throw new BadChannelSettings(
      `The settings of the channels cannot be used: switchboard/channels/${unknown[0]} is no adapter. Adapters: ${known}.`,
    );
  }
  const wanted = adapters.flatMap((adapter) => ofAdapter(adapter, (settings as Record<string, unknown>)[adapter.type]));
  const ids = wanted.map(({ adapter, settings }) => channelIdOf(adapter, settings));
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new BadChannelSettings(`Two channels have the id '${twice}'; give each its own.`);
  return wanted;
}

function ofAdapter(adapter: Adapter, value: unknown): readonly Wanted[] {
  const asked = value ?? adapter.byDefault ?? false;
  if (asked === false) return [];
  const place = `switchboard/channels/${adapter.type}`;
  if (!Array.isArray(asked)) return [{ adapter, settings: checked(adapter, asked === true ? {} : asked, place) }];
  return asked.map((each: unknown, index) => ({ adapter, settings: checked(adapter, each, `${place}/${index}`) }));
}

function checked(adapter: Adapter, value: unknown, place: string): object {
  const shaped = readChannelSettings(adapter, value);
  if (shaped.ok) return shaped.value;
  throw new BadChannelSettings(
    `The settings of the channels cannot be used: ${shaped.problems.map((problem) => told(problem, place)).join("; ")}.`,
  );
}

function told({ field, message }: FieldProblem, place: string): string {
  return `${field === "" ? place : `${place}/${field}`} ${message}`;
}

import type { Static, TObject } from "typebox";
import type { Channel } from "../runtime/channels/channel.js";
import type { OutgoingHttp } from "../runtime/outgoing/client.js";
import type { Switchboard } from "../runtime/switchboard/switchboard.js";

/** What a channel is opened with. */
export interface AdapterHost {
  readonly switchboard: Switchboard;
  /** Makes every request by HTTP, within limits and to allowed addresses only. */
  readonly http: OutgoingHttp;
}

/**
 * Everything one needs to know of an adapter. The settings file, the config node of the editor with its form and help, and the
 * table of settings in docs/channels.md come from it.
 */
export interface AdapterDefinition<Settings extends TObject = TObject> {
  /** Its name in the settings file, and, behind `switchboard-`, the type of its config node. */
  readonly type: string;
  readonly label: string;
  /** One sentence for the head of the help. */
  readonly summary: string;
  /** Further help, Markdown. */
  readonly help?: string;
  /** Titles are the form's labels, descriptions its hints. What is a `secret` (`runtime/fields.ts`) is a credential in Node-RED. */
  readonly settings: Settings;
  /** The settings file need not name it: it is there unless that says `false`. */
  readonly byDefault?: boolean;
  /** Opens a channel. Throws `ChannelNotOpened` where it cannot be opened now, and other errors for settings that cannot be used. */
  open(host: AdapterHost, settings: Static<Settings>): Channel | Promise<Channel>;
}

/** An adapter whatever its settings are: they were validated against its schema. */
export type Adapter = Omit<AdapterDefinition, "open"> & {
  open(host: AdapterHost, settings: object): Channel | Promise<Channel>;
};

/** The settings are good, but this machine lacks what they ask for now: a port is taken, say. */
export class ChannelNotOpened extends Error {
  override readonly name = "ChannelNotOpened";
}

/** By which flows and contacts name a channel with these settings, which may be no good: the adapter's own name by default. */
export function channelIdOf({ type }: Pick<Adapter, "type">, settings: object): string {
  return "id" in settings && typeof settings.id === "string" ? settings.id : type;
}

/** Defines an adapter; `adapters/index.ts` lists them. */
export function defineAdapter<Settings extends TObject>(definition: AdapterDefinition<Settings>): Adapter {
  // The settings are validated against this very schema before `open` is called with them.
  return definition as unknown as Adapter;
}

import type { Switchboard } from "../../../runtime/switchboard/switchboard.js";
import type { Client } from "../client.js";
import type { TwilioSettings } from "../settings.js";
import type { VoiceUrls } from "./urls.js";

/** What the calls of a channel are made with. */
export interface CallsOptions {
  readonly switchboard: Switchboard;
  readonly settings: TwilioSettings;
  /** Id of the channel. */
  readonly channel: string;
  readonly client: Client;
  readonly urls: VoiceUrls;
}

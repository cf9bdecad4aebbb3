import { DeliveryRefused } from "../../../runtime/channels/channel.js";
import { AMD_RESULT } from "../../../runtime/call/detection.js";
import type { Effect, Event } from "../../../runtime/session/event.js";
import type { Session } from "../../../runtime/session/session.js";
import type { Accepted } from "../../../runtime/store/store.js";
import type { Switchboard } from "../../../runtime/switchboard/switchboard.js";
import type { Client } from "../client.js";
import { explained } from "../errors.js";
import type { TwilioSettings } from "../settings.js";
import { Recordings } from "./recordings.js";
import type { Leg, Legs } from "./legs.js";
import { dialled } from "./dial.js";
import type { VoiceUrls } from "./urls.js";

export interface BesideOptions {
  readonly switchboard: Switchboard;
  readonly settings: TwilioSettings;
  readonly channel: string;
  readonly client: Client;
  readonly urls: VoiceUrls;
  readonly legs: Legs;
}

/** What a call can do beside what its legs are told: dial further ones, be recorded, find out who answered. */
export class Beside {
  readonly #recordings: Recordings;

  constructor(private readonly options: BesideOptions) {
    this.#recordings = new Recordings(options);
  }

  /** Carries an effect out; throws `DeliveryRefused` for what Twilio cannot do. */
  async deliver(leg: Leg, effect: Effect, session: Session | undefined): Promise<true> {
    const { event } = effect;
    switch (event.type) {
      case "call_answered":
        break;
      case "call_dial":
        await this.#dial(leg, effect, session);
        break;
      case "amd_start":
        await this.#detect(leg);
        break;
      case "recording_start":
        await this.#recordings.start(this.#sid(leg, session), event);
        break;
      case "recording_stop":
        await this.#recordings.stop(this.#sid(leg, session), event);
        break;
      case "transcribe_start":
        await this.#transcribe(this.#sid(leg, session), event);
        break;
      case "transcribe_stop":
        await this.#stopTranscription(this.#sid(leg, session), event);
        break;
      default:
        throw new DeliveryRefused(`Twilio cannot do '${event.type}' on a call (docs/voice.md).`);
    }
    return true;
  }

  async detected(leg: Leg, result: string): Promise<Accepted> {
    leg.detected = result;
    const { switchboard, channel } = this.options;
    const signal = { type: "signal", name: AMD_RESULT, data: { result } } as const;
    return switchboard.callEvent(channel, leg.call, signal, `detected:${leg.leg}`);
  }

  close(): void {
    this.#recordings.close();
  }

  /** A leg that cannot be dialled has ended. */
  async #dial(leg: Leg, { event, key }: Effect, session: Session | undefined): Promise<void> {
    const { client, settings, urls, switchboard, channel, legs } = this.options;
    const token = legs.of({ call: leg.call, leg: leg.call }).token;
    try {
      const options = dialled(leg, event, {
        settings,
        urls,
        ...(session?.call && { call: session.call }),
        ...(token && { token }),
      });
      const { calls } = await client();
      leg.sid = (await calls.create(options)).sid;
    } catch (error) {
      const reason = explained(error);
      if (reason instanceof DeliveryRefused) {
        const signal = { type: "call", event: "hangup", leg: leg.leg, cause: "failed" } as const;
        await switchboard.callEvent(channel, leg.call, signal, `refused:${key}`);
      }
      throw reason;
    }
  }

  /** The result may have come before anybody asked. */
  async #detect(leg: Leg): Promise<void> {
    if (!this.options.settings.machineDetection) {
      throw new DeliveryRefused(
        "Twilio finds out who answers only where the channel's settings say 'machineDetection'.",
      );
    }
    if (leg.detected !== undefined) await this.detected(leg, leg.detected);
  }

  async #transcribe(sid: string, event: Event): Promise<void> {
    const { client, urls } = this.options;
    if (event["reference_type"] !== "call")
      throw new DeliveryRefused(
        "Twilio turns a call into text while it goes on, and no recording of it (docs/voice.md).",
      );
    const transcription = String(event["transcribe"]);
    const { calls } = await client();
    await calls(sid)
      .transcriptions.create({
        name: transcription,
        track: "both_tracks",
        statusCallbackUrl: urls.transcript(String(event["call"]), transcription),
        statusCallbackMethod: "POST",
        ...(typeof event["language"] === "string" && { languageCode: event["language"] }),
      })
      .catch(rethrow);
  }

  async #stopTranscription(sid: string, event: Event): Promise<void> {
    const { calls } = await this.options.client();
    const transcription = calls(sid).transcriptions(String(event["transcribe"]));
    await transcription.update({ status: "stopped" }).catch(rethrow);
  }

  #sid(leg: Leg, session: Session | undefined): string {
    const sid = leg.sid ?? session?.call?.legs[leg.leg]?.networkId;
    if (sid === undefined) throw new DeliveryRefused(`Twilio has no call for the leg ${leg.leg}.`);
    return sid;
  }
}

function rethrow(error: unknown): never {
  throw explained(error);
}

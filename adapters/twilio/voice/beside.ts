import { DeliveryRefused } from "../../../runtime/channels/channel.js";
import { AMD_RESULT } from "../../../runtime/call/media/detection.js";
import type { Effect } from "../../../runtime/session/event.js";
import type { Session } from "../../../runtime/session/session.js";
import type { Accepted } from "../../../runtime/store/store.js";
import { explained, rethrow } from "../errors.js";
import { dialled } from "./dial.js";
import { dialledIntoConference, heardEarlyIn } from "./early-media.js";
import { sidOf } from "./call-id.js";
import type { Leg, Legs } from "./legs.js";
import type { CallsOptions } from "./options.js";
import { Recordings } from "./recordings.js";
import { detection } from "./signals.js";
import { Transcriptions } from "./transcriptions.js";

export interface BesideOptions extends CallsOptions {
  readonly legs: Legs;
}

/** What a call can do beside what its legs are told: dial further ones, be recorded, find out who answered. */
export class Beside {
  readonly #recordings: Recordings;
  readonly #transcriptions: Transcriptions;

  constructor(private readonly options: BesideOptions) {
    this.#recordings = new Recordings(options);
    this.#transcriptions = new Transcriptions(options);
  }

  /** Carries an effect out; throws `DeliveryRefused` for what Twilio cannot do. */
  async deliver(leg: Leg, effect: Effect, session: Session | undefined): Promise<void> {
    const { event } = effect;
    switch (event.type) {
      case "call_answered":
        break;
      case "call_dial":
        await this.#dial(leg, effect, session);
        break;
      case "amd_start":
        await this.#detect(leg, effect.key, session);
        break;
      case "recording_start":
        await this.#recordings.start(this.#sid(leg, session), event);
        break;
      case "recording_stop":
        await this.#recordings.stop(this.#sid(leg, session), event);
        break;
      case "recording_mask":
        await this.#recordings.mask(this.#sid(leg, session), event);
        break;
      case "recording_unmask":
        await this.#recordings.unmask(this.#sid(leg, session), event);
        break;
      case "transcribe_start":
        await this.#transcriptions.start(this.#sid(leg, session), event);
        break;
      case "transcribe_stop":
        await this.#transcriptions.stop(this.#sid(leg, session), event);
        break;
      case "play":
        throw new DeliveryRefused(`Twilio plays addresses (https://...), and '${String(event["media"])}' is none.`);
      default:
        throw new DeliveryRefused(`Twilio cannot do '${event.type}' on a call (docs/voice.md).`);
    }
  }

  /** Twilio says who answered. */
  async detected(leg: Leg, result: string, id = leg.leg): Promise<Accepted> {
    leg.detected = result;
    const { switchboard, channel } = this.options;
    const signal = { type: "signal", name: AMD_RESULT, data: { result } } as const;
    return switchboard.callEvent(channel, leg.call, signal, `detected:${id}`);
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
      const { calls, conferences } = await client();
      const conference = heardEarlyIn(session?.call, leg.leg);
      if (conference === undefined) leg.sid = (await calls.create(options)).sid;
      else
        leg.sid = (
          await conferences(conference).participants.create(dialledIntoConference(options, urls.sound("silence")))
        ).callSid;
    } catch (error) {
      const reason = explained(error);
      if (reason instanceof DeliveryRefused) {
        const signal = { type: "call", event: "hangup", leg: leg.leg, cause: "failed" } as const;
        await switchboard.callEvent(channel, leg.call, signal, `refused:${key}`);
      }
      throw reason;
    }
  }

  /** The result may have come before anybody asked, and perhaps to another process: Twilio keeps it. */
  async #detect(leg: Leg, key: string, session: Session | undefined): Promise<void> {
    const { client, settings } = this.options;
    if (!settings.machineDetection) {
      throw new DeliveryRefused(
        "Twilio finds out who answers only where the channel's settings say 'machineDetection'.",
      );
    }
    if (leg.detected !== undefined) return void (await this.detected(leg, leg.detected, key));
    const { calls } = await client();
    const call = await calls(this.#sid(leg, session)).fetch().catch(rethrow);
    if (call.answeredBy) await this.detected(leg, detection({ AnsweredBy: call.answeredBy }), key);
  }

  #sid(leg: Leg, session: Session | undefined): string {
    const sid = sidOf(leg, session);
    if (sid === undefined) throw new DeliveryRefused(`Twilio has no call for the leg ${leg.leg}.`);
    return sid;
  }
}

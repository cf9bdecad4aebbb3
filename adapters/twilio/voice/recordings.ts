import type { CallContext } from "twilio/lib/rest/api/v2010/account/call";
import { DeliveryRefused } from "../../../runtime/channels/channel.js";
import { BoundedCache } from "../../../runtime/bounded-cache.js";
import type { Event } from "../../../runtime/session/event.js";
import { rethrow } from "../errors.js";
import type { CallsOptions } from "./options.js";

const MAX_RECORDINGS = 10_000;
const FORMATS = ["wav", "mp3"];
/** Twilio's name for the recording that runs, for where this process does not know its id. */
const CURRENT = "Twilio.CURRENT";

/** Recordings beside what a call does. */
export class Recordings {
  readonly #sids = new BoundedCache<string, string>(MAX_RECORDINGS);
  readonly #ends = new Map<string, () => void>();

  constructor(private readonly options: Pick<CallsOptions, "switchboard" | "client" | "urls">) {}

  async start(sid: string, event: Event): Promise<void> {
    const { urls, switchboard } = this.options;
    const { recording, format = "wav", time_limit: limit, end_of_silence: silence } = event;
    if (!FORMATS.includes(String(format))) throw new DeliveryRefused(`Twilio records no '${String(format)}'.`);
    if (Number(silence ?? 0) > 0) throw new DeliveryRefused("Twilio does not end a recording after silence.");
    const id = String(recording);
    const call = await this.#call(sid);
    const created = await call.recordings
      .create({
        recordingChannels: "dual",
        recordingStatusCallback: urls.recording(String(event["call"]), `${id}.${String(format)}`),
        recordingStatusCallbackMethod: "POST",
        recordingStatusCallbackEvent: ["completed"],
      })
      .catch(rethrow);
    this.#sids.set(id, created.sid);
    const seconds = Number(limit ?? 0);
    if (seconds > 0) {
      const { clock, log } = switchboard;
      const end = (): void => {
        this.stop(sid, event).catch((error: unknown) => log.warn(`A recording goes on: ${String(error)}`));
      };
      this.#ends.set(id, clock.wakeAt(clock.now() + seconds * 1000, end));
    }
  }

  async stop(sid: string, event: Event): Promise<void> {
    const id = String(event["recording"]);
    this.#ends.get(id)?.();
    this.#ends.delete(id);
    await this.#update(sid, event, { status: "stopped" });
  }

  /** Nothing is to be heard in it for now. */
  mask(sid: string, event: Event): Promise<void> {
    return this.#update(sid, event, { status: "paused", pauseBehavior: "silence" });
  }

  unmask(sid: string, event: Event): Promise<void> {
    return this.#update(sid, event, { status: "in-progress" });
  }

  close(): void {
    for (const cancel of this.#ends.values()) cancel();
    this.#ends.clear();
  }

  async #update(
    sid: string,
    { recording }: Event,
    change: { readonly status: "stopped" | "paused" | "in-progress"; readonly pauseBehavior?: string },
  ): Promise<void> {
    const call = await this.#call(sid);
    await call
      .recordings(this.#sids.get(String(recording)) ?? CURRENT)
      .update(change)
      .catch(rethrow);
  }

  async #call(sid: string): Promise<CallContext> {
    const { calls } = await this.options.client();
    return calls(sid);
  }
}

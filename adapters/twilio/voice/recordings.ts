import { DeliveryRefused } from "../../../runtime/channels/channel.js";
import { BoundedCache } from "../../../runtime/bounded-cache.js";
import type { Event } from "../../../runtime/session/event.js";
import { explained } from "../errors.js";
import type { BesideOptions } from "./beside.js";

const MAX_RECORDINGS = 10_000;
const FORMATS = ["wav", "mp3"];
/** Twilio's name for the recording that runs. */
const CURRENT = "Twilio.CURRENT";

/** Recordings beside what a call does. */
export class Recordings {
  readonly #sids = new BoundedCache<string, string>(MAX_RECORDINGS);
  readonly #ends = new Map<string, () => void>();

  constructor(private readonly options: BesideOptions) {}

  async start(sid: string, event: Event): Promise<void> {
    const { client, urls, switchboard } = this.options;
    const { recording, format = "wav", duration, end_of_silence: silence } = event;
    if (!FORMATS.includes(String(format))) throw new DeliveryRefused(`Twilio records no '${String(format)}'.`);
    if (Number(silence ?? 0) > 0) throw new DeliveryRefused("Twilio does not end a recording after silence.");
    const id = String(recording);
    const { calls } = await client();
    const created = await calls(sid)
      .recordings.create({
        recordingChannels: "dual",
        recordingStatusCallback: urls.recording(String(event["call"]), `${id}.${String(format)}`),
        recordingStatusCallbackMethod: "POST",
        recordingStatusCallbackEvent: ["completed"],
      })
      .catch(rethrow);
    this.#sids.set(id, created.sid);
    const seconds = Number(duration ?? 0);
    if (seconds > 0) {
      const { clock, log } = switchboard;
      const end = (): void => {
        this.stop(sid, event).catch((error: unknown) => log.warn(`A recording goes on: ${String(error)}`));
      };
      this.#ends.set(id, clock.wakeAt(clock.now() + seconds * 1000, end));
    }
  }

  async stop(sid: string, { recording }: Event): Promise<void> {
    const id = String(recording);
    this.#ends.get(id)?.();
    this.#ends.delete(id);
    const { calls } = await this.options.client();
    const running = calls(sid).recordings(this.#sids.get(id) ?? CURRENT);
    await running.update({ status: "stopped" }).catch(rethrow);
  }

  close(): void {
    for (const cancel of this.#ends.values()) cancel();
    this.#ends.clear();
  }
}

function rethrow(error: unknown): never {
  throw explained(error);
}

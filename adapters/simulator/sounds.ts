import type { Sound } from "./phone.js";
import type { PhoneCall } from "./phone-call.js";
import { Playback, type PlaybackOptions } from "./playback.js";

/** What is heard on the phones: on each one after the other, on several at the same time. */
export class Sounds {
  readonly #playback: Playback;

  constructor(options: PlaybackOptions) {
    this.#playback = new Playback(options);
  }

  start(call: PhoneCall, leg: string, sound: Sound): void {
    this.#change(call, leg, () => call.phone(leg).play(sound));
  }

  /** It is heard no more, or was played to its end: what waits behind it begins. */
  stop(call: PhoneCall, media: string, leg?: string): void {
    for (const each of leg === undefined ? call.legs : [leg])
      this.#change(call, each, () => call.phone(each).silence(media));
  }

  /** Nobody is on the phone any more. */
  end(call: PhoneCall, leg: string): void {
    this.#change(call, leg, () => call.phone(leg).end());
  }

  close(): void {
    this.#playback.close();
  }

  #change(call: PhoneCall, leg: string, change: () => void): void {
    const before = call.phone(leg).playing?.media;
    change();
    const { playing } = call.phone(leg);
    if (playing?.media === before) return;
    if (playing) this.#playback.start({ call: call.id, leg }, playing);
    else this.#playback.stop({ call: call.id, leg });
  }
}

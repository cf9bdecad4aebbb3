import type { Clock } from "../../runtime/clock.js";
import type { Playing } from "./phone.js";

/** A page that listens says itself when it is done; it is asked again so often, in milliseconds. */
const ASK_AGAIN_MS = 1000;
/** Then it has had enough time, and is taken to be gone or stuck. */
const PATIENCE_MS = 30_000;

/** The phone behind a leg of a call. */
export interface Place {
  readonly call: string;
  readonly leg: string;
}

export interface PlaybackOptions {
  readonly clock: Clock;
  /** Whether a page listens to the call. */
  readonly isHeard: (call: string) => boolean;
  /** The media has ended. May fail, and is then called again. */
  readonly ended: (place: Place, media: string) => Promise<void>;
}

/** Ends what plays on phones after the time that it would take, where no page plays it. */
export class Playback {
  readonly #cancel = new Map<string, () => void>();
  #closed = false;

  constructor(private readonly options: PlaybackOptions) {}

  start(place: Place, { media, duration }: Playing): void {
    const end = this.options.clock.now() + duration;
    this.stop(place);
    this.#wakeAt(end, place, media, end);
  }

  stop(place: Place): void {
    this.#cancel.get(keyOf(place))?.();
    this.#cancel.delete(keyOf(place));
  }

  close(): void {
    this.#closed = true;
    for (const cancel of this.#cancel.values()) cancel();
    this.#cancel.clear();
  }

  #wakeAt(at: number, place: Place, media: string, end: number): void {
    this.#cancel.set(
      keyOf(place),
      this.options.clock.wakeAt(at, () => void this.#ring(place, media, end)),
    );
  }

  async #ring(place: Place, media: string, end: number): Promise<void> {
    const { clock, isHeard, ended } = this.options;
    const waits = isHeard(place.call) && clock.now() < end + PATIENCE_MS;
    if (!waits) {
      this.#cancel.delete(keyOf(place));
      const done = await ended(place, media).then(
        () => true,
        () => false,
      );
      if (done || this.#closed || this.#cancel.has(keyOf(place))) return;
    }
    this.#wakeAt(clock.now() + ASK_AGAIN_MS, place, media, end);
  }
}

function keyOf({ call, leg }: Place): string {
  return `${call} ${leg}`;
}

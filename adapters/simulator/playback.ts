import type { Clock } from "../../runtime/clock.js";

/** A page that listens says itself when it is done; it is asked again so often, in milliseconds. */
const ASK_AGAIN_MS = 1000;
/** Then it has had enough time, and is taken to be gone or stuck. */
const PATIENCE_MS = 30_000;

export interface PlaybackOptions {
  readonly clock: Clock;
  /** Whether a page listens to the call. */
  readonly isHeard: (call: string) => boolean;
  /** The media has ended. May fail, and is then called again. */
  readonly ended: (call: string, media: string) => Promise<void>;
}

/** Ends what plays on calls after the time that it would take, where no page plays it. */
export class Playback {
  readonly #cancel = new Map<string, () => void>();
  #closed = false;

  constructor(private readonly options: PlaybackOptions) {}

  start(call: string, media: string, duration: number): void {
    const end = this.options.clock.now() + duration;
    this.stop(call);
    this.#wakeAt(end, call, media, end);
  }

  stop(call: string): void {
    this.#cancel.get(call)?.();
    this.#cancel.delete(call);
  }

  close(): void {
    this.#closed = true;
    for (const cancel of this.#cancel.values()) cancel();
    this.#cancel.clear();
  }

  #wakeAt(at: number, call: string, media: string, end: number): void {
    this.#cancel.set(
      call,
      this.options.clock.wakeAt(at, () => void this.#ring(call, media, end)),
    );
  }

  async #ring(call: string, media: string, end: number): Promise<void> {
    const { clock, isHeard, ended } = this.options;
    const waits = isHeard(call) && clock.now() < end + PATIENCE_MS;
    if (!waits) {
      this.#cancel.delete(call);
      const done = await ended(call, media).then(
        () => true,
        () => false,
      );
      if (done || this.#closed || this.#cancel.has(call)) return;
    }
    this.#wakeAt(clock.now() + ASK_AGAIN_MS, call, media, end);
  }
}

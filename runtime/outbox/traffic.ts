/** Effects of one channel that are under way at a time: one that hangs must not take up all there is. */
const MAX_UNDER_WAY = 128;

interface ChannelTraffic {
  underWay: number;
  /** When the next may start, in milliseconds since 1970 UTC. */
  opensAt: number;
}

/** What each channel may be given: so many effects at a time, so many in a second, and none while its provider asks for a pause. */
export class Traffic {
  readonly #channels = new Map<string, ChannelTraffic>();

  /** Lets an effect start, or not now; `finished` must follow one that started. */
  admits(channel: string, now: number, ratePerSecond: number | undefined): boolean {
    const traffic = this.#of(channel);
    if (isBlocked(traffic, now)) return false;
    traffic.underWay++;
    if (ratePerSecond !== undefined) {
      const pause = 1000 / ratePerSecond;
      // A timer that rang a little late does not slow the channel down.
      const start = traffic.opensAt > now - pause ? traffic.opensAt : now;
      traffic.opensAt = start + pause;
    }
    return true;
  }

  finished(channel: string): void {
    this.#of(channel).underWay--;
  }

  /** Nothing starts before `until`. */
  pause(channel: string, until: number): void {
    const traffic = this.#of(channel);
    traffic.opensAt = Math.max(traffic.opensAt, until);
  }

  /** The channels that may be given nothing now. */
  blocked(now: number): string[] {
    return [...this.#channels].filter(([, traffic]) => isBlocked(traffic, now)).map(([channel]) => channel);
  }

  /** When the first of the channels that wait for their time opens; undefined: none does. */
  opensAt(now: number): number | undefined {
    const times = [...this.#channels.values()].map(({ opensAt }) => opensAt).filter((time) => time > now);
    return times.length === 0 ? undefined : Math.ceil(Math.min(...times));
  }

  #of(channel: string): ChannelTraffic {
    const known = this.#channels.get(channel) ?? { underWay: 0, opensAt: 0 };
    this.#channels.set(channel, known);
    return known;
  }
}

function isBlocked({ underWay, opensAt }: ChannelTraffic, now: number): boolean {
  return underWay >= MAX_UNDER_WAY || opensAt > now;
}

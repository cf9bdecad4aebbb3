import { difference, type Places } from "../places.js";
import { Schedule, type Scheduled } from "./schedule.js";

interface Timer extends Scheduled {
  readonly session: string;
  readonly token: string;
}

export class MemoryTimers {
  #made = 0;
  readonly #schedule = new Schedule<Timer>();
  readonly #bySession = new Map<string, Timer[]>();

  /** Gives a session the timers that it is to have, where they are not those that its last commit gave it. */
  replace(session: string, had: Places["timers"], has: Places["timers"]): void {
    const { removed, added } = difference(had, has);
    const timers = this.#bySession.get(session) ?? [];
    for (const timer of timers) {
      if (removed.some(({ token, due }) => token === timer.token && due === timer.at)) timer.cancelled = true;
    }
    for (const { token, due } of added) {
      const timer = { at: due, order: ++this.#made, cancelled: false, session, token };
      this.#schedule.add(timer);
      timers.push(timer);
    }
    this.#keep(session, timers);
  }

  take(now: number, limit: number): Timer[] {
    const due = this.#schedule.takeDue(now, limit);
    for (const timer of due) {
      timer.cancelled = true;
      this.#keep(timer.session, this.#bySession.get(timer.session) ?? []);
    }
    return due;
  }

  nextAt(): number | undefined {
    return this.#schedule.first()?.at;
  }

  count(): number {
    let count = 0;
    for (const timers of this.#bySession.values()) count += timers.length;
    return count;
  }

  #keep(session: string, timers: readonly Timer[]): void {
    const left = timers.filter((timer) => !timer.cancelled);
    if (left.length > 0) this.#bySession.set(session, left);
    else this.#bySession.delete(session);
  }
}

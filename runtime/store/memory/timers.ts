import { Schedule, type Scheduled } from "./schedule.js";

interface Timer extends Scheduled {
  readonly session: string;
  readonly token: string;
}

export class MemoryTimers {
  #made = 0;
  readonly #schedule = new Schedule<Timer>();
  readonly #bySession = new Map<string, Timer[]>();

  /** Gives a session the timers that it is to have. */
  replace(session: string, timers: readonly { readonly token: string; readonly due: number }[]): void {
    for (const timer of this.#bySession.get(session) ?? []) timer.cancelled = true;
    this.#bySession.delete(session);
    if (timers.length === 0) return;
    const made = timers.map(({ token, due }) => ({ at: due, order: ++this.#made, cancelled: false, session, token }));
    for (const timer of made) this.#schedule.add(timer);
    this.#bySession.set(session, made);
  }

  take(now: number, limit: number): Timer[] {
    const due = this.#schedule.takeDue(now, limit);
    for (const timer of due) {
      const left = (this.#bySession.get(timer.session) ?? []).filter((other) => other !== timer);
      if (left.length > 0) this.#bySession.set(timer.session, left);
      else this.#bySession.delete(timer.session);
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
}

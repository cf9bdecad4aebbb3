import type { Session } from "./session.js";

/** Sets a timer of the session's own, beside those of its waits: a `timeout` with this name as its token comes at the time. */
export function setTimer(session: Session, name: string, at: number): void {
  (session.timers ??= {})[name] = at;
}

/** Takes a timer away, if there is one of this name. */
export function dropTimer(session: Session, name: string): void {
  delete session.timers?.[name];
}

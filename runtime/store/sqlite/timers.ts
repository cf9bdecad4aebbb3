import type { DatabaseSync } from "node:sqlite";
import { difference, type Places } from "../places.js";

export class Timers {
  readonly #sql;

  constructor(database: DatabaseSync) {
    this.#sql = {
      add: database.prepare("insert or ignore into timers (due, session, token) values (?, ?, ?)"),
      remove: database.prepare("delete from timers where due = ? and session = ? and token = ?"),
      // A left join: timers of sessions that are gone are taken too, and vanish.
      due: database.prepare(
        `select timers.due, timers.session as key, timers.token, sessions.id as session, sessions.lane
         from timers left join sessions on sessions.key = timers.session and sessions.is_open = 1
         where timers.due <= ? order by timers.due limit ?`,
      ),
      next: database.prepare("select min(due) as due from timers"),
      count: database.prepare("select count(*) as count from timers"),
    };
  }

  /** Gives a session the timers that it is to have, where they are not those that its last commit gave it. */
  replace(session: number, had: Places, has: Places): void {
    const { removed, added } = difference(had.timers, has.timers);
    for (const { due, token } of removed) this.#sql.remove.run(due, session, token);
    for (const { due, token } of added) this.#sql.add.run(due, session, token);
  }

  /** Removes the timers that are due, at most `limit`; gives those of open sessions, earliest first. */
  take(now: number, limit: number): { session: string; lane: string; token: string; due: number }[] {
    const rows = this.#sql.due.all(now, limit) as unknown as DueRow[];
    for (const { due, key, token } of rows) this.#sql.remove.run(due, key, token);
    return rows.flatMap(({ due, token, session, lane }) =>
      session === null || lane === null ? [] : [{ session, lane, token, due }],
    );
  }

  nextAt(): number | undefined {
    const due = this.#sql.next.get()!["due"];
    return due === null ? undefined : Number(due);
  }

  count(): number {
    return Number(this.#sql.count.get()!["count"]);
  }
}

interface DueRow {
  readonly due: number;
  readonly key: number;
  readonly token: string;
  readonly session: string | null;
  readonly lane: string | null;
}

import type { DatabaseSync } from "node:sqlite";
import { readSession, type SessionRow } from "../rows/sessions.js";
import type { FlowSessionsQuery, MonthOfStarts, StoredSession } from "../store.js";

/** Which sessions a flow has started, and how many the flows of an owner have. */
export class FlowSessions {
  readonly #sql;

  constructor(database: DatabaseSync) {
    this.#sql = {
      add: database.prepare("insert into sessions_of_flows (flow, session, version, started_at) values (?, ?, ?, ?)"),
      count: database.prepare(
        `insert into starts (owner, month, sessions)
         select owner, strftime('%Y-%m', ?2 / 1000, 'unixepoch'), 1 from definitions
         where id = ?1 and version = 1 and owner is not null
         on conflict do update set sessions = sessions + 1`,
      ),
      remove: database.prepare(
        `delete from sessions_of_flows where session = ?1
         and flow = (select document ->> '$.flow.id' from sessions where key = ?1)`,
      ),
      list: database.prepare(
        `select s.revision, s.document from sessions_of_flows as f join sessions as s on s.key = f.session
         where f.flow = ?1 and (?2 is null or f.version = ?2) and f.started_at between ?3 and ?4
           and (?5 is null or s.status in (select value from json_each(?5)))
         order by f.session desc limit ?6 offset ?7`,
      ),
      months: database.prepare("select month, sessions from starts where owner = ? order by month desc"),
    };
  }

  add(session: number, { flow, flowVersion, startedAt }: SessionRow): void {
    this.#sql.add.run(flow, session, flowVersion, startedAt);
    this.#sql.count.run(flow, startedAt);
  }

  /** Forgets a session, whose row must still be there. */
  remove(session: number): void {
    this.#sql.remove.run(session);
  }

  list({ flow, version, statuses, startedFrom, startedTo, limit, offset }: FlowSessionsQuery): StoredSession[] {
    const between = [startedFrom ?? 0, startedTo ?? Number.MAX_SAFE_INTEGER] as const;
    const status = statuses ? JSON.stringify(statuses) : null;
    return this.#sql.list.all(flow, version ?? null, ...between, status, limit, offset).map(readSession);
  }

  startsByMonth(owner: string): MonthOfStarts[] {
    return this.#sql.months
      .all(owner)
      .map((row) => ({ month: String(row["month"]), sessions: Number(row["sessions"]) }));
  }
}

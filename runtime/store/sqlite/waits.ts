import type { DatabaseSync } from "node:sqlite";
import { difference, type Places } from "../places.js";

/** Where sessions wait: keys that they are found by, and how many tokens rest at each node. */
export class Waits {
  readonly #sql;

  constructor(database: DatabaseSync) {
    this.#sql = {
      add: database.prepare("insert or ignore into waits (key, session, token) values (?, ?, ?)"),
      remove: database.prepare("delete from waits where key = ? and session = ? and token = ?"),
      byKey: database.prepare(
        `select sessions.id as session, sessions.lane as lane
         from waits join sessions on sessions.key = waits.session
         where waits.key = ? group by waits.session order by min(waits.sequence)`,
      ),
      count: database.prepare(
        `insert into tokens_by_node (flow, node, tokens) values (?, ?, ?)
         on conflict do update set tokens = tokens + excluded.tokens`,
      ),
      counts: database.prepare("select node, tokens from tokens_by_node where flow = ? and tokens > 0"),
    };
  }

  replace(session: number, had: Places, has: Places): void {
    const waits = difference(had.waits, has.waits);
    for (const { key, token } of waits.removed) this.#sql.remove.run(key, session, token);
    for (const { key, token } of waits.added) this.#sql.add.run(key, session, token);
    const resting = difference(had.resting, has.resting);
    for (const { flow, node } of resting.removed) this.#sql.count.run(flow, node, -1);
    for (const { flow, node } of resting.added) this.#sql.count.run(flow, node, 1);
  }

  sessionsWaitingFor(key: string): { session: string; lane: string }[] {
    return this.#sql.byKey.all(key).map((row) => ({ session: String(row["session"]), lane: String(row["lane"]) }));
  }

  waitingByNode(flow: string): Record<string, number> {
    return Object.fromEntries(this.#sql.counts.all(flow).map((row) => [String(row["node"]), Number(row["tokens"])]));
  }
}

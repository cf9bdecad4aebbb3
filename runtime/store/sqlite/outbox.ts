import type { DatabaseSync } from "node:sqlite";
import { EFFECT_COLUMNS, readEffect, type EffectRow, type StoredEffectRow } from "../rows/effects.js";
import type { DeliveryResult, StoredEffect } from "../store.js";

/** Delivered effects are deleted: what happened is told by the events. */
export class Outbox {
  readonly #sql;

  constructor(database: DatabaseSync) {
    this.#sql = {
      add: database.prepare(
        "insert into effects (key, session, channel, contact, token, state, due, event) values (?, ?, ?, ?, ?, ?, ?, ?)",
      ),
      isNext: database.prepare("select 1 from effects where session = ? and channel = ? and state = 'next'"),
      due: database.prepare(
        `select ${EFFECT_COLUMNS} from effects where state = 'next' and due <= ? order by due, sequence limit ?`,
      ),
      dueExcept: database.prepare(
        `select ${EFFECT_COLUMNS} from effects where state = 'next' and due <= ?1
         and substr(channel, 1, instr(channel || '#', '#') - 1) not in (select value from json_each(?3))
         order by due, sequence limit ?2`,
      ),
      nextDue: database.prepare("select min(due) as due from effects where state = 'next'"),
      deliver: database.prepare("delete from effects where key = ? and state <> 'dead' returning session, channel"),
      retry: database.prepare(
        "update effects set attempts = attempts + 1, last_error = ?2, due = ?3 where key = ?1 and state <> 'dead'",
      ),
      hasten: database.prepare(
        `update effects set attempts = 0, due = ?2 where state = 'next' and due > ?2
         and substr(channel, 1, instr(channel || '#', '#') - 1) = ?1`,
      ),
      giveUp: database.prepare(
        `update effects set attempts = attempts + 1, last_error = ?2, state = 'dead' where key = ?1 and state <> 'dead'
         returning session, channel`,
      ),
      revive: database.prepare(
        `update effects set state = 'queued', attempts = 0, due = ?2 where key = ?1 and state = 'dead'
         returning session, channel`,
      ),
      queueAll: database.prepare(
        "update effects set state = 'queued' where session = ? and channel = ? and state = 'next'",
      ),
      advance: database.prepare(
        `update effects set state = 'next'
         where sequence = (select min(sequence) from effects where session = ? and channel = ? and state <> 'dead')`,
      ),
      dead: database.prepare(
        `select ${EFFECT_COLUMNS} from effects where state = 'dead' order by sequence desc limit ?`,
      ),
      removeDead: database.prepare("delete from effects where session = ? and state = 'dead'"),
      count: database.prepare("select count(*) as count from effects"),
      name: database.prepare(
        "insert or replace into external_messages (channel, external_id, effect, at) values (?, ?, ?, ?)",
      ),
      named: database.prepare("select effect from external_messages where channel = ? and external_id = ?"),
      forgetNames: database.prepare("delete from external_messages where at < ?"),
      countDead: database.prepare("select count(*) as count from effects where state = 'dead'"),
    };
  }

  add(effects: readonly EffectRow[], now: number): void {
    const queues = new Set<string>();
    for (const { key, session, channel, contact, token, event } of effects) {
      const queue = JSON.stringify([session, channel]);
      const isFirst = !queues.has(queue) && !this.#sql.isNext.get(session, channel);
      queues.add(queue);
      this.#sql.add.run(key, session, channel, contact, token, isFirst ? "next" : "queued", now, event);
    }
  }

  due(now: number, limit: number, except: readonly string[]): StoredEffect[] {
    const rows =
      except.length === 0 ? this.#sql.due.all(now, limit) : this.#sql.dueExcept.all(now, limit, JSON.stringify(except));
    return (rows as unknown as StoredEffectRow[]).map(readEffect);
  }

  nextAt(): number | undefined {
    const due = this.#sql.nextDue.get()!["due"];
    return due === null ? undefined : Number(due);
  }

  hasten(channel: string, now: number): void {
    this.#sql.hasten.run(channel, now);
  }

  /** Gives the session of an effect that is settled for good by this result. */
  settle(result: DeliveryResult, now: number): string | undefined {
    const { key } = result;
    if (!result.delivered && result.retryAt !== undefined) {
      this.#sql.retry.run(key, result.error, result.retryAt);
      return undefined;
    }
    const row = result.delivered ? this.#sql.deliver.get(key) : this.#sql.giveUp.get(key, result.error);
    if (!row) return undefined;
    const [session, channel] = [String(row["session"]), String(row["channel"])];
    const externalIds = result.delivered ? (result.externalIds ?? []) : [];
    for (const id of externalIds) this.#sql.name.run(channel, id, key, now);
    this.#advance(session, channel);
    return session;
  }

  keyOfMessage(channel: string, externalId: string): string | undefined {
    const row = this.#sql.named.get(channel, externalId);
    return row && String(row["effect"]);
  }

  forgetNames(before: number): void {
    this.#sql.forgetNames.run(before);
  }

  revive(key: string, now: number): void {
    const revived = this.#sql.revive.get(key, now);
    if (!revived) return;
    const [session, channel] = [String(revived["session"]), String(revived["channel"])];
    this.#sql.queueAll.run(session, channel);
    this.#advance(session, channel);
  }

  dead(limit: number): StoredEffect[] {
    return (this.#sql.dead.all(limit) as unknown as StoredEffectRow[]).map(readEffect);
  }

  removeDead(session: string): void {
    this.#sql.removeDead.run(session);
  }

  statistics(): { pendingEffects: number; deadEffects: number } {
    const deadEffects = Number(this.#sql.countDead.get()!["count"]);
    return { pendingEffects: Number(this.#sql.count.get()!["count"]) - deadEffects, deadEffects };
  }

  /** Lets the first effect of a session's queue for a channel be delivered. */
  #advance(session: string, channel: string): void {
    this.#sql.advance.run(session, channel);
  }
}

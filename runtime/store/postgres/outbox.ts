import { EFFECT_COLUMNS, readEffect, type EffectRow, type StoredEffectRow } from "../rows/effects.js";
import type { StoredEffect } from "../store.js";
import type { Database } from "./database.js";
import { columns, prepared, shortKey, statement, type Statement } from "./statement.js";

/**
 * Effects belong to the process that made them, which alone delivers them; so giving them out costs no write. When it is gone,
 * another takes them over (takeover.ts).
 */
const ADD = prepared(
  "add_effects",
  `insert into effects (key, session, channel, contact, token, event, state, process, due)
   select n.key, n.session, n.channel, n.contact, n.token, n.event,
     case when n.is_first and not exists
       (select from effects where session = n.session and channel = n.channel and state = 'next')
     then 'next' else 'queued' end, $8::int, $9::bigint
   from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[]) with ordinality
     as n (key, session, channel, contact, token, event, is_first, place)
   order by n.place`,
);
const DUE = prepared(
  "due_effects",
  `select ${EFFECT_COLUMNS} from effects
   where process = $1 and state = 'next' and due <= $2 and split_part(channel, '#', 1) <> all($4::text[])
   order by due, sequence limit $3`,
);
const NEXT_DUE = prepared("next_effect", "select min(due) as due from effects where process = $1 and state = 'next'");

/** Adds effects of sessions whose rows this transaction holds. */
export function addEffects(rows: readonly EffectRow[], process: number, now: number): Statement[] {
  if (rows.length === 0) return [];
  const queues = new Set<string>();
  const marked = rows.map((row) => {
    const queue = JSON.stringify([row.session, row.channel]);
    const isFirst = !queues.has(queue);
    queues.add(queue);
    return { ...row, isFirst };
  });
  return [ADD(...columns(marked, "key", "session", "channel", "contact", "token", "event", "isFirst"), process, now)];
}

/** Lets the first effect of each queue be delivered; gives whose they are. */
export const ADVANCE = prepared(
  "advance_queues",
  `update effects set state = 'next'
   from (select distinct on (session, channel) sequence from effects
         join unnest($1::text[], $2::text[]) as n (session, channel) using (session, channel)
         where state <> 'dead' order by session, channel, sequence) as first
   where effects.sequence = first.sequence and state = 'queued' returning process`,
);

/** Effects that this process is to deliver, and those that were given up. */
export class Outbox {
  constructor(
    private readonly database: Database,
    private readonly process: number,
  ) {}

  async due(now: number, limit: number, except: readonly string[]): Promise<StoredEffect[]> {
    const rows = await this.database.query(DUE(this.process, now, limit, except));
    return (rows as unknown as StoredEffectRow[]).map(readEffect);
  }

  async nextAt(): Promise<number | undefined> {
    const row = await this.database.first(NEXT_DUE(this.process));
    return row?.["due"] === null ? undefined : Number(row?.["due"]);
  }

  /** Rows that another process changes at this moment are left to it. */
  async hasten(channel: string, now: number): Promise<void> {
    await this.database.query(
      statement(
        `update effects set attempts = 0, due = $2 where sequence in
           (select sequence from effects where state = 'next' and due > $2 and split_part(channel, '#', 1) = $1
            for update skip locked)`,
        channel,
        now,
      ),
    );
  }

  async keyOfMessage(channel: string, externalId: string): Promise<string | undefined> {
    const text = "select effect from external_messages where channel = $1 and external_id = $2";
    const row = await this.database.first(statement(text, channel, shortKey(externalId)));
    return row && String(row["effect"]);
  }

  async dead(limit: number): Promise<StoredEffect[]> {
    const text = `select ${EFFECT_COLUMNS} from effects where state = 'dead' order by sequence desc limit $1`;
    return ((await this.database.query(statement(text, limit))) as unknown as StoredEffectRow[]).map(readEffect);
  }
}

import { eventRows } from "../rows/events.js";
import type { DeliveryResult } from "../store.js";
import { send, type Connection, type Row } from "./database.js";
import { addEvents, type NewEvents } from "./events.js";
import { ADVANCE } from "./outbox.js";
import { BEGIN, columns, COMMIT, forAll, prepared, shortKey, type Statement } from "./statement.js";

/** So no sprint adds to a session's queues while it is looked for what comes next in them. */
const HOLD_SESSIONS = prepared(
  "sessions_of_effects",
  `select key, id from sessions where id in (select session from effects where key = any($1::text[])) order by id for update`,
);
const RETRY = prepared(
  "retry_effects",
  `update effects set attempts = attempts + 1, last_error = n.error, due = n.due
   from unnest($1::text[], $2::text[], $3::bigint[]) as n (key, error, due)
   where effects.key = n.key and state <> 'dead'`,
);
const DELIVERED = prepared(
  "deliver_effects",
  "delete from effects where key = any($1::text[]) and state <> 'dead' returning key, session, channel",
);
const GIVE_UP = prepared(
  "give_up_effects",
  `update effects set attempts = attempts + 1, last_error = n.error, state = 'dead'
   from unnest($1::text[], $2::text[]) as n (key, error)
   where effects.key = n.key and state <> 'dead' returning effects.key, session, channel`,
);
const REVIVE = prepared(
  "revive_effects",
  `update effects set state = 'queued', attempts = 0, due = $2, process = $3
   where key = any($1::text[]) and state = 'dead' returning session, channel`,
);
const QUEUE_ALL = prepared(
  "queue_effects",
  `update effects set state = 'queued' from unnest($1::text[], $2::text[]) as n (session, channel)
   where effects.session = n.session and effects.channel = n.channel and state = 'next'`,
);
const NAME = prepared(
  "name_messages",
  `insert into external_messages (channel, external_id, effect, at)
   select channel, external_id, effect, $4::bigint from unnest($1::text[], $2::text[], $3::text[])
     as n (channel, external_id, effect)
   on conflict (channel, external_id) do update set effect = excluded.effect, at = excluded.at`,
);

/** An effect that is settled for good. */
interface Settled {
  readonly key: string;
  readonly session: string;
  readonly channel: string;
}

/** Notes how deliveries came out, and tells their sessions, in one transaction. Gives the processes that have more to deliver. */
export async function settleGroup(
  connection: Connection,
  results: readonly DeliveryResult[],
  now: number,
): Promise<ReadonlySet<number>> {
  const keys = results.map(({ key }) => key);
  const [, sessions = []] = await send(connection, [BEGIN, HOLD_SESSIONS(keys)]);
  const settled = (await send(connection, outcomes(results))).flat() as unknown as Settled[];
  const names = externalNames(results, settled);
  const [advanced = []] = await send(connection, [
    ADVANCE(...columns(settled, "session", "channel")),
    ...(names.length > 0 ? [NAME(...columns(names, "channel", "externalId", "key"), now)] : []),
    ...addEvents(newEvents(results, settled, sessions)),
    COMMIT,
  ]);
  return new Set(advanced.map(({ process }) => Number(process)));
}

function outcomes(results: readonly DeliveryResult[]): Statement[] {
  const delivered = results.filter((result) => result.delivered).map(({ key }) => key);
  const failed = results.flatMap((result) => (result.delivered ? [] : [{ due: result.retryAt ?? null, ...result }]));
  const again = failed.filter(({ due }) => due !== null);
  const hopeless = failed.filter(({ due }) => due === null);
  return [
    ...(delivered.length > 0 ? [DELIVERED(delivered)] : []),
    ...forAll(RETRY, again, "key", "error", "due"),
    ...forAll(GIVE_UP, hopeless, "key", "error"),
  ];
}

/** What providers call the messages that they took, each name once. */
function externalNames(results: readonly DeliveryResult[], settled: readonly Settled[]) {
  const channels = new Map(settled.map(({ key, channel }) => [key, channel]));
  const names = new Map<string, { channel: string; externalId: string; key: string }>();
  for (const result of results) {
    const channel = channels.get(result.key);
    if (!result.delivered || channel === undefined) continue;
    for (const id of result.externalIds ?? []) {
      names.set(JSON.stringify([channel, id]), { channel, externalId: shortKey(id), key: result.key });
    }
  }
  return [...names.values()];
}

/** An effect's session is told once, and by the result that settled it. */
function newEvents(
  results: readonly DeliveryResult[],
  settled: readonly Settled[],
  sessions: readonly Row[],
): NewEvents[] {
  const keys = new Map(sessions.map(({ id, key }) => [id, Number(key)]));
  const untold = new Map(settled.map(({ key, session }) => [key, keys.get(session)]));
  return results.flatMap((result) => {
    const session = untold.get(result.key);
    if (!result.event || session === undefined || (!result.delivered && result.retryAt !== undefined)) return [];
    untold.delete(result.key);
    return eventRows([result.event]).map((events) => ({ session, events }));
  });
}

/** Gives dead effects another round of attempts, by this process. */
export async function reviveEffects(
  connection: Connection,
  keys: readonly string[],
  now: number,
  process: number,
): Promise<void> {
  const [, , revived = []] = await send(connection, [BEGIN, HOLD_SESSIONS(keys), REVIVE(keys, now, process)]);
  const queues = columns(revived as unknown as Settled[], "session", "channel");
  await send(connection, [QUEUE_ALL(...queues), ADVANCE(...queues), COMMIT]);
}

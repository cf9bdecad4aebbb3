import { NO_PLACES, type Places } from "../places.js";
import { send, type Connection, type Database } from "./database.js";
import { replaceResting } from "./resting.js";
import { BEGIN, COMMIT, patient, statement, type Statement } from "./statement.js";
import { replaceWaits } from "./waits.js";

/** Sessions that are removed in one transaction. */
const SESSIONS = 100;
/** Remembered ids that are forgotten in one transaction. */
const IDS = 10_000;

interface EndedRow {
  readonly key: number;
  readonly id: string;
  readonly places: string;
}

const ENDED = "select key, id, places from sessions where not is_open";

/** Removes what ended before a time (contract, `prune`). Other processes may do so at once. Gives how many sessions went. */
export async function prune(database: Database, before: number): Promise<number> {
  const ended = statement(`${ENDED} and ended_at < $1 limit $2 for update skip locked`, before, SESSIONS);
  let pruned = 0;
  for (let batch = SESSIONS; batch === SESSIONS; pruned += batch) batch = await remove(database, ended);
  await database.query(patient(statement("delete from rejected_inputs where at < $1", before)));
  await database.query(patient(statement("delete from external_messages where at < $1", before)));
  const forget = statement(
    `delete from remembered_inputs where (source, input_id) in
       (select source, input_id from remembered_inputs as old where at < $1
          and not exists (select from inputs where inputs.sequence = old.sequence) limit $2)
     returning 1`,
    before,
    IDS,
  );
  while ((await database.query(patient(forget))).length === IDS);
  return pruned;
}

/** Removes a session if it has ended. */
export async function removeSession(database: Database, id: string): Promise<boolean> {
  return (await remove(database, statement(`${ENDED} and id = $1 for update`, id))) > 0;
}

function remove(database: Database, which: Statement): Promise<number> {
  return database.use(async (connection: Connection) => {
    const [, rows = []] = await send(connection, [BEGIN, which]);
    const ended = rows as unknown as EndedRow[];
    const keys = ended.map(({ key }) => key);
    const changes = ended.map(({ key, places }) => ({
      session: key,
      had: JSON.parse(places) as Places,
      has: NO_PLACES,
    }));
    await send(connection, [
      ...replaceWaits(changes),
      ...replaceResting(changes, 0),
      statement("delete from events where session = any($1::bigint[])", keys),
      statement(
        "delete from effects where session = any($1::text[]) and state = 'dead'",
        ended.map(({ id }) => id),
      ),
      statement("delete from sessions where key = any($1::bigint[])", keys),
      COMMIT,
    ]);
    return ended.length;
  });
}

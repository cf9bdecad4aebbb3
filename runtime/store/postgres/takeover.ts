import { readSessionLane } from "../rows/sessions.js";
import type { Database } from "./database.js";
import { statement } from "./statement.js";

/** Processes that own something, and whose lock that shows that they live is gone. */
const ABSENT = statement(
  `(select process from effects union select process from resting where detached)
   except select objid::bigint::int from pg_locks
     where locktype = 'advisory' and objsubid = 2 and classid = hashtext(current_schema() || ' processes')::oid
       and database = (select oid from pg_database where datname = current_database())`,
);

/** Processes that have ended and left effects, or tokens that no message carries any more. */
export async function absentProcesses(database: Database): Promise<number[]> {
  return (await database.query(ABSENT)).map(({ process }) => Number(process));
}

/** Makes this process the owner of what those left; of several who try, each thing gets one. */
export async function takeOver(database: Database, absent: readonly number[], process: number): Promise<TakenOver> {
  const effects = await database.query(
    statement("update effects set process = $2 where process = any($1::int[]) returning 1", absent, process),
  );
  const detached = await database.query(
    statement(
      `with taken as (
         update resting set process = $2 where detached and process = any($1::int[]) returning session
       )
       select distinct sessions.id as session, sessions.lane from taken join sessions on sessions.key = taken.session`,
      absent,
      process,
    ),
  );
  return { effects: effects.length, detached: detached.map(readSessionLane) };
}

/** What a process has got from others that are gone. */
export interface TakenOver {
  readonly effects: number;
  /** Sessions whose detached tokens went with their process. */
  readonly detached: readonly { readonly session: string; readonly lane: string }[];
}

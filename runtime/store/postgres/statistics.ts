import type { StoreStatistics } from "../store.js";
import type { Database } from "./database.js";
import { statement } from "./statement.js";

const SESSIONS = statement("select status, count(*) as sessions from sessions group by status");
const OTHERS = statement(
  `select (select count(*) from inputs) as "pendingInputs",
     (select count(*) from rejected_inputs) as "rejectedInputs",
     (select count(*) from effects where state <> 'dead') as "pendingEffects",
     (select count(*) from effects where state = 'dead') as "deadEffects",
     (select count(*) from timers) as timers`,
);

/** Counted when they are asked for: counters would be rows that every sprint of every process waits for. */
export async function statistics(database: Database): Promise<StoreStatistics> {
  const [statuses, others] = await Promise.all([database.query(SESSIONS), database.first(OTHERS)]);
  return {
    sessionsByStatus: Object.fromEntries(statuses.map(({ status, sessions }) => [String(status), Number(sessions)])),
    ...(others as unknown as Omit<StoreStatistics, "sessionsByStatus">),
  };
}

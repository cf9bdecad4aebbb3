import type { Database, Row } from "./database.js";
import { Groups } from "./groups.js";
import { storable, type Statement } from "./statement.js";

/** Gives the rows that a key finds. */
export type Lookup = (key: string) => Promise<readonly Row[]>;

/**
 * Reads of the hot path: the keys that many sprints ask for at once go with one query.
 *
 * @param statement the query for keys, whose rows come in the order of their keys' own rows and have the key in the column `by`.
 */
export function lookup(database: Database, statement: (keys: readonly string[]) => Statement, by: string): Lookup {
  const groups = new Groups<string, readonly Row[]>(async (keys) => {
    const rows = await database.query(statement([...new Set(keys)]));
    const found = Map.groupBy(rows, (row) => row[by]);
    return keys.map((key) => ({ value: found.get(key) ?? [] }));
  });
  return (key) => groups.add(storable(key));
}

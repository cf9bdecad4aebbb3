import { StoreCannotOpen } from "../errors.js";
import type { Address } from "./address.js";
import { send, type Connection, type Database } from "./database.js";
import { codeOf, reasonOf } from "./faults.js";
import { migrate } from "./schema.js";
import { statement } from "./statement.js";

/** The oldest that is still cared for; the statements need nothing newer than 13. */
const OLDEST_VERSION = 130_000;

/** What to do about errors of the server at the first connection. */
const ADVICE: Readonly<Record<string, string>> = {
  "3D000": "Make the database first (createdb), or correct its name in the URL.",
  "28P01": "Correct the user or the password in the URL.",
  "28000": "Correct the user in the URL, or let the server take this connection (pg_hba.conf).",
  "42501": "Let the user make a schema: GRANT CREATE ON DATABASE … TO …",
  "57P03": "The server is starting or stopping: try again in a moment.",
  "53300": "The server takes no more connections: raise max_connections, or start fewer processes.",
};

/** Checks that the server will do, and makes the tables. Throws StoreCannotOpen. */
export async function prepareDatabase(database: Database, address: Address): Promise<void> {
  try {
    await database.use(async (connection) => {
      await check(connection);
      await migrate(connection, address);
    });
  } catch (error) {
    if (error instanceof StoreCannotOpen) throw error;
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    const code = codeOf(cause);
    const advice =
      code === undefined ? "Start the server, or correct the URL (SWITCHBOARD_STORE)." : (ADVICE[code] ?? "");
    throw new StoreCannotOpen(`The store ${address.shown} cannot be opened: ${reasonOf(cause)}. ${advice}`.trim(), {
      cause: error,
    });
  }
}

async function check(connection: Connection): Promise<void> {
  const [[row] = []] = await send(connection, [
    statement(
      "select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding",
    ),
  ]);
  if (Number(row?.["version"]) < OLDEST_VERSION) throw new StoreCannotOpen("The store needs PostgreSQL 13 or newer.");
  if (row?.["encoding"] !== "UTF8") {
    throw new StoreCannotOpen("The store needs a database in UTF-8: createdb --encoding UTF8 --template template0 …");
  }
}

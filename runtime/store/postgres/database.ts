import pg, { type ClientConfig, type PoolClient } from "pg";
import { StoreUnavailable } from "../errors.js";
import type { Address } from "./address.js";
import { asFault } from "./faults.js";
import type { Statement } from "./statement.js";

/** Connections for everything but what needs the process's own one. */
const POOL_SIZE = 8;
const CONNECT_TIMEOUT_MS = 5000;
/** An answer that takes longer does not come any more: the server's machine is gone, say. The connection is given up then. */
const QUERY_TIMEOUT_MS = 20_000;

/** A row as the client library gives it, by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** What statements are sent by: a client of the pool, or the process's own. */
export type Connection = Pick<PoolClient, "query">;

/** How every connection of the store is made. */
export function clientConfig({ url }: Address): ClientConfig {
  return {
    connectionString: url,
    application_name: "switchboard",
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    keepAlive: true,
    pipeline: true,
    types: { getTypeParser: numberParser },
  };
}

/** No number in the store is larger than JavaScript's safe integers. */
const numberParser: NonNullable<ClientConfig["types"]>["getTypeParser"] = (oid, format) =>
  oid === (pg.types.builtins.INT8 as number)
    ? Number
    : (pg.types.getTypeParser(oid, format) as (text: string) => string);

/**
 * Sends statements without waiting for the answers in between; they run one after the other. Gives their rows, or throws the first
 * error once all are answered.
 */
export async function send(connection: Connection, statements: readonly Statement[]): Promise<Row[][]> {
  const answers = await Promise.allSettled(
    statements.map(({ values, ...rest }) => connection.query<Row>({ ...rest, values: [...values] })),
  );
  return answers.map((answer) => {
    if (answer.status === "rejected") throw asFault(answer.reason);
    return answer.value.rows;
  });
}

/** The pool. Errors are StoreUnavailable where the server is, and else the statement's own. */
export class Database {
  readonly #pool: pg.Pool;
  #closed = false;

  constructor(address: Address) {
    this.#pool = new pg.Pool({ ...clientConfig(address), max: POOL_SIZE });
    // A connection that is lost while nobody uses it is not missed; else its queries say so, too.
    this.#pool.on("error", () => {});
    this.#pool.on("connect", (client) => client.on("error", () => {}));
  }

  async query(statement: Statement): Promise<Row[]> {
    const [rows = []] = await this.use((connection) => send(connection, [statement]));
    return rows;
  }

  async first(statement: Statement): Promise<Row | undefined> {
    return (await this.query(statement))[0];
  }

  /** Gives a connection to work with; after an error it is not used again. */
  async use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    if (this.#closed) throw new StoreUnavailable("The store is closed.");
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw asFault(error);
    });
    let failed = true;
    try {
      const result = await work(client);
      failed = false;
      return result;
    } finally {
      client.release(failed);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#pool.end();
  }
}

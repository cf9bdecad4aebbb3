import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

/** Where Debian keeps its versions. */
const VERSIONS = "/usr/lib/postgresql";

/** A server for tests, and the schemas in it, each of which is an empty store. */
export interface PostgresServer {
  /** The URL of a new, empty store. */
  newStore(): string;
  /** Empties a store that nobody has open: quicker than making one. */
  empty(url: string): Promise<void>;
  start(): Promise<void>;
  /** Ends all connections at once, as when the server's machine fails. */
  stop(): Promise<void>;
}

/** Says once, in one line, why the tests are skipped where it is absent. */
export function hasPostgres(): boolean {
  if (binaries() !== undefined) return true;
  process.stderr.write(`The store is not tested on PostgreSQL: there is none in ${VERSIONS}.\n`);
  return false;
}

/** `describe` for tests on a server of their own, which runs from before the first until after the last. */
export function describeWithPostgres(name: string, tests: (server: PostgresServer) => void): void {
  (hasPostgres() ? describe : describe.skip)(name, () => {
    const server = new Cluster();
    beforeAll(() => server.make());
    afterAll(() => server.remove());
    tests(server);
  });
}

/** A cluster of its own in a temporary folder, which whatever Debian's package has started knows nothing of. */
class Cluster implements PostgresServer {
  #folder = "";
  readonly #owner = ordinaryUser();
  #port = 0;
  #server: ChildProcess | undefined;
  #stores = 0;

  async make(): Promise<void> {
    this.#folder = mkdtempSync(join(tmpdir(), "switchboard-postgres-"));
    if (this.#owner) chownSync(this.#folder, this.#owner.uid, this.#owner.gid);
    const options = ["--auth=trust", "--username=switchboard", "--encoding=UTF8", "--locale=C", "--no-sync"];
    execFileSync(join(binaries()!, "initdb"), [...options, "-D", this.#data], { ...this.#owner, cwd: this.#folder });
    this.#port = await freePort();
    await this.start();
  }

  newStore(): string {
    return `postgres://switchboard@127.0.0.1:${this.#port}/postgres?schema=store_${++this.#stores}`;
  }

  async empty(url: string): Promise<void> {
    const client = new pg.Client(url);
    await client.connect();
    const schema = new URL(url).searchParams.get("schema");
    const { rows } = await client.query<{ tablename: string }>(
      "select tablename from pg_tables where schemaname = $1 and tablename <> 'schema_version'",
      [schema],
    );
    await client.query(rows.map(({ tablename }) => `delete from ${schema}.${tablename}`).join("; "));
    await client.end();
  }

  async start(): Promise<void> {
    // Processes are killed in these tests, and not the machine.
    const settings = ["fsync=off", "listen_addresses=127.0.0.1", `port=${this.#port}`, "unix_socket_directories="];
    const given = settings.flatMap((setting) => ["-c", setting]);
    this.#server = spawn(join(binaries()!, "postgres"), ["-D", this.#data, ...given], {
      ...this.#owner,
      cwd: this.#folder,
      stdio: "ignore",
    });
    while (!(await this.#isReady())) await new Promise(setImmediate);
  }

  async stop(): Promise<void> {
    if (this.#server?.kill("SIGQUIT")) await once(this.#server, "exit");
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #isReady(): Promise<boolean> {
    const client = new pg.Client(`postgres://switchboard@127.0.0.1:${this.#port}/postgres`);
    client.on("error", () => {});
    const ready = await client.connect().then(
      () => true,
      () => false,
    );
    if (ready) await client.end();
    return ready;
  }

  get #data(): string {
    return join(this.#folder, "data");
  }
}

/** The folder of the newest version's programs. */
function binaries(): string | undefined {
  if (!existsSync(VERSIONS)) return undefined;
  const newestFirst = readdirSync(VERSIONS).sort((one, other) => Number(other) - Number(one));
  return newestFirst.map((version) => join(VERSIONS, version, "bin")).find((bin) => existsSync(join(bin, "initdb")));
}

/** PostgreSQL refuses to be run by root; undefined: whoever runs the tests will do. */
function ordinaryUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [, , uid, gid] = /^postgres:.*$/m.exec(readFileSync("/etc/passwd", "utf8"))?.[0].split(":") ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

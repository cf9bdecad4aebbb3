import pg from "pg";
import { StoreCannotOpen } from "../../../runtime/store/errors.js";
import { openStore } from "../../../runtime/store/open.js";
import type { PostgresServer } from "../../support/postgres.js";
import { aCommit, aSession, testClock } from "../contract/samples.js";

const options = { clock: testClock };

export function openingTests(server: PostgresServer): void {
  function changed(change: (url: URL) => void): string {
    const url = new URL(server.newStore());
    change(url);
    return url.href;
  }

  test("a store is opened by its URL, and its tables are kept in a schema of their own", async () => {
    const url = server.newStore();
    const store = await openStore(url, options);

    await store.commit(aCommit(aSession("s1")));
    await store.close();

    const client = new pg.Client(url);
    await client.connect();
    const { rows } = await client.query(`select id from ${new URL(url).searchParams.get("schema")}.sessions`);
    await client.end();
    expect(rows).toEqual([{ id: "s1" }]);
  });

  test("a schema may be named as a word of SQL", async () => {
    const store = await openStore(
      changed((each) => each.searchParams.set("schema", "order")),
      options,
    );

    await store.commit(aCommit(aSession("s1")));
    await store.close();
  });

  test("two stores in one database know nothing of each other", async () => {
    const [one, other] = await Promise.all([1, 2].map(() => openStore(server.newStore(), options)));
    await one!.commit(aCommit(aSession("s1")));
    const lock = await one!.lockLane("ann");

    expect(await other!.session("s1")).toBeUndefined();
    expect(await other!.lockLane("ann")).toBeDefined();

    await lock?.release();
    await Promise.all([one!.close(), other!.close()]);
  });

  test("a database that there is not is asked for", async () => {
    const url = changed((each) => (each.pathname = "/nowhere"));

    await expect(openStore(url, options)).rejects.toThrow(StoreCannotOpen);
    await expect(openStore(url, options)).rejects.toThrow(/"nowhere" does not exist.*createdb/);
  });

  test("a server that does not answer is named, without the password", async () => {
    const url = changed((each) => {
      each.port = "1";
      each.password = "secret";
    });

    const error: unknown = await openStore(url, options).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(StoreCannotOpen);
    expect(String(error)).toMatch(/switchboard@127\.0\.0\.1:1\/.*ECONNREFUSED.*Start the server/);
    expect(String(error)).not.toContain("secret");
  });

  test.each(["postgres://user:pass word@:x/db", "postgres://localhost/db?schema=a-b"])(
    "%j is no store",
    async (url) => {
      await expect(openStore(url, options)).rejects.toThrow(StoreCannotOpen);
    },
  );

  test("a store of a newer version is refused", async () => {
    const url = server.newStore();
    await (await openStore(url, options)).close();
    const client = new pg.Client(url);
    await client.connect();
    await client.query(`update ${new URL(url).searchParams.get("schema")}.schema_version set version = 99`);
    await client.end();

    await expect(openStore(url, options)).rejects.toThrow(/newer version of Switchboard/);
  });
}

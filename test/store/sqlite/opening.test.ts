import { symlinkSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { StoreCannotOpen } from "../../../runtime/store/errors.js";
import { SqliteStore } from "../../../runtime/store/sqlite/index.js";
import { migrate } from "../../../runtime/store/sqlite/schema.js";
import { testClock } from "../contract/samples.js";
import { temporaryFiles } from "../temporary-files.js";

const newFile = temporaryFiles();
const open = (file: string) => new SqliteStore(file, { clock: testClock });

test("a file that is in use is refused, by whatever name, until it is closed", async () => {
  const file = newFile();
  const link = newFile();
  const store = open(file);
  symlinkSync(file, link);

  expect(() => open(file)).toThrow(StoreCannotOpen);
  expect(() => open(link)).toThrow(/in use by another process/);
  await store.close();
  await open(link).close();
});

test("a file of a newer version is refused and left as it is", async () => {
  const file = newFile();
  await open(file).close();
  const database = new DatabaseSync(file);
  database.exec("pragma user_version = 99");

  expect(() => open(file)).toThrow(/newer version of Switchboard \(schema 99/);
  expect(database.prepare("pragma user_version").get()).toEqual({ user_version: 99 });
  database.close();
});

test("a file that is no store is refused, and the error names it", () => {
  const file = newFile();
  writeFileSync(file, "This is a letter, and it is long enough to be taken for a page of a database. ".repeat(200));

  expect(() => open(file)).toThrow(StoreCannotOpen);
  expect(() => open(file)).toThrow(file);
});

test("a refused file can be opened when what was wrong is gone", async () => {
  const file = newFile();
  await open(file).close();
  const database = new DatabaseSync(file);
  const known = Number(database.prepare("pragma user_version").get()!["user_version"]);
  database.exec("pragma user_version = 99");
  expect(() => open(file)).toThrow(StoreCannotOpen);

  database.exec(`pragma user_version = ${known}`);
  database.close();

  await open(file).close();
});

test("sessions of an older file are known by their flows, their times and their calls", async () => {
  const file = newFile();
  const database = new DatabaseSync(file);
  migrate(database, file, 1);
  database
    .prepare(
      `insert into sessions (id, revision, lane, status, is_open, has_detached, places, document)
       values ('one', 1, 'lane', 'waiting', 1, 0, '{"timers":[],"waits":[],"resting":[]}', ?)`,
    )
    .run(JSON.stringify({ id: "one", flow: { id: "flow", version: 2 }, startedAt: 5, call: { id: "call" } }));
  database.close();

  const store = open(file);
  const found = await store.sessionsOfFlow({
    flow: "flow",
    version: 2,
    startedFrom: 5,
    startedTo: 5,
    limit: 1,
    offset: 0,
  });
  const listed = await store.sessions({ startedTo: 5, withCall: true, limit: 1, offset: 0 });
  const ofCall = await store.sessionOfCall("call");
  await store.close();

  expect([...found, ...listed].map(({ session }) => session.id)).toEqual(["one", "one"]);
  expect(ofCall?.session.id).toBe("one");
});

import { symlinkSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { StoreCannotOpen } from "../../../runtime/store/errors.js";
import { SqliteStore } from "../../../runtime/store/sqlite/index.js";
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
  database.exec("pragma user_version = 99");
  expect(() => open(file)).toThrow(StoreCannotOpen);

  database.exec("pragma user_version = 1");
  database.close();

  await open(file).close();
});

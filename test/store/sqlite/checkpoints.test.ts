import { statSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { Checkpoints } from "../../../runtime/store/sqlite/checkpoints.js";
import { openDatabase } from "../../../runtime/store/sqlite/database.js";
import { temporaryFiles } from "../temporary-files.js";

const newFile = temporaryFiles();
const unexpected = () => {
  throw new Error("Commits are not to be held back here.");
};

describe("the checkpoints of a file", () => {
  let file: string;
  let database: DatabaseSync;
  let checkpoints: Checkpoints;

  beforeEach(() => {
    file = newFile();
    database = openDatabase(file, { busyTimeoutMs: 1000 });
    database.exec("create table texts (text text not null)");
  });
  afterEach(async () => {
    await checkpoints.close();
    database.close();
  });

  const commit = () => {
    database.prepare("insert into texts values (?)").run("x".repeat(100_000));
    checkpoints.noteCommit();
  };
  const inFile = () => statSync(file).size;

  test("what was committed is moved from the log into the file", async () => {
    checkpoints = new Checkpoints(database, file, () => ({ hold: unexpected, resume: unexpected }));

    commit();

    await until(() => inFile() > 100_000);
  });

  test("commits are held back while a log that has grown too large is emptied", async () => {
    const held = new Promise<void>((resolve) => {
      const { promise, resolve: hold } = Promise.withResolvers<void>();
      const writer = { hold, resume: () => void promise.then(resolve) };
      checkpoints = new Checkpoints(database, file, () => writer, 5);
    });

    commit();
    await held;

    expect(inFile()).toBeGreaterThan(100_000);
    const logSize = statSync(`${file}-wal`).size;
    database.prepare("delete from texts").run();
    expect(statSync(`${file}-wal`).size).toBe(logSize);
  });

  test("a thread that cannot work leaves the checkpoints to the commits", async () => {
    checkpoints = new Checkpoints(database, `${file}/no-such-folder`, () => ({ hold: unexpected, resume: unexpected }));
    const inline = database.prepare("pragma wal_autocheckpoint");
    expect(inline.get()).toEqual({ wal_autocheckpoint: 0 });

    commit();

    await until(() => inline.get()!["wal_autocheckpoint"] !== 0);
  });
});

/** Looks again each turn of the event loop; the test's own time limit ends it. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

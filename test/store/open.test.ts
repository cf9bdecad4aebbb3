import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { StoreCannotOpen } from "../../runtime/store/errors.js";
import { openStore } from "../../runtime/store/open.js";
import { aCommit, aSession, testClock } from "./contract/samples.js";
import { temporaryFiles } from "./temporary-files.js";

const newFile = temporaryFiles();
const options = { clock: testClock };

test("a store in memory is opened by its name", async () => {
  const store = await openStore("memory", options);

  await store.commit(aCommit(aSession("s1")));

  expect(await store.session("s1")).toBeDefined();
});

test("a store in a file is opened by its path, and the folder is made where there is none", async () => {
  const file = join(dirname(newFile()), "new", "folder", "store.db");

  const store = await openStore(`sqlite:${file}`, options);
  await store.close();

  expect(existsSync(file)).toBe(true);
});

test.each([
  ["postgres://127.0.0.1:1/switchboard", "postgres://127.0.0.1:1/switchboard"],
  ["postgresql://127.0.0.1:1/switchboard", "cannot be opened"],
  ["sqlite:", "sqlite:FILE"],
  ["mysql://localhost", "mysql://localhost"],
  ["", "names no store"],
])("%j cannot be opened, and the error says why", async (url, why) => {
  const opened = openStore(url, options);

  await expect(opened).rejects.toThrow(StoreCannotOpen);
  await expect(opened).rejects.toThrow(why);
});

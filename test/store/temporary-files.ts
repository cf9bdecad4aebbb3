import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives names of new files in a folder that is removed after the tests of the file that calls this. */
export function temporaryFiles(): () => string {
  const folder = mkdtempSync(join(tmpdir(), "switchboard-store-"));
  let made = 0;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => join(folder, `store-${++made}.db`);
}

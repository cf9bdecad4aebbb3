import { existsSync } from "node:fs";
import { join } from "node:path";
import { goflowSuite } from "../../../runtime/testing/goflow/suite.js";
import { programTestHost } from "../../../runtime/testing/host.js";
import { runCase } from "../../../runtime/testing/result.js";

/** The corpora lie beside a checkout where they are there at all; they are read in place. */
const CORPUS = join(__dirname, "../../../../shared/corpus");

/** Tables have tests of their own, beside what they check. */
for (const folder of ["goflow/test", "goflow/flows", "goflow-new/test"]) {
  const path = join(CORPUS, folder);
  const isThere = existsSync(path);
  (isThere ? test : test.skip)(
    `${folder}${isThere ? "" : " (skipped: no corpus beside this checkout)"}`,
    async () => {
      jest.spyOn(process.stderr, "write").mockReturnValue(true);
      const failed: string[] = [];
      for (const suiteCase of goflowSuite(path)) {
        const name = `${folder.slice(folder.indexOf("/") + 1)}/${suiteCase.name}`;
        const result = await runCase(suiteCase, programTestHost);
        if (!result.ok) failed.push(`${name}: ${result.why}`);
      }
      expect(failed).toEqual([]);
    },
    120_000,
  );
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { goflowSuite } from "../../../runtime/testing/goflow/suite.js";
import { programTestHost } from "../../../runtime/testing/host.js";
import { runCase } from "../../../runtime/testing/result.js";

/** The corpora lie beside a checkout where they are there at all; they are read in place. */
const CORPUS = join(__dirname, "../../../../shared/corpus");

const READ_CHARS = "letters are not cut into bytes";
const TIGRINYA = "Unicode has other names of days and months than the C library";

/** Cases that fail on purpose, by corpus. */
const KNOWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  goflow: {
    "from-go/excellent/functions.json#293": "the engine's own error varies between `t` and `tt`",
    "from-go/flows/legacy_extra_templates.json#11": "the layout of raw JSON text inside @legacy_extra",
    "from-go/gocommon/dates_format.json#21": TIGRINYA,
    "from-go/gocommon/dates_format.json#26": TIGRINYA,
    "from-go/gocommon/dates_format.json#31": TIGRINYA,
  },
  "goflow-new": {
    "from-go/excellent/template_text_generated.json#1084": READ_CHARS,
    "from-go/excellent/template_text_generated.json#1088": READ_CHARS,
    "from-go/excellent/template_text_generated.json#1089": READ_CHARS,
    "from-go/excellent/template_value_generated.json#1084": READ_CHARS,
    "from-go/excellent/template_value_generated.json#1088": READ_CHARS,
    "from-go/excellent/template_value_generated.json#1089": READ_CHARS,
    "from-go/excellent/template_text_generated_kigali_fr.json#185": "an offset in 1816, on which time zone data differ",
  },
};

for (const [corpus, known] of Object.entries(KNOWN)) {
  const path = join(CORPUS, corpus);
  const isThere = existsSync(path);
  (isThere ? test : test.skip)(
    `${corpus}${isThere ? "" : " (skipped: no corpus beside this checkout)"}`,
    async () => {
      jest.spyOn(process.stderr, "write").mockReturnValue(true);
      const failed: string[] = [];
      for (const suiteCase of goflowSuite(path)) {
        const result = await runCase(suiteCase, programTestHost);
        const reason = known[suiteCase.name];
        if (result.ok && reason !== undefined) failed.push(`${suiteCase.name} passes, so it is no deviation any more`);
        if (!result.ok && reason === undefined) failed.push(`${suiteCase.name}: ${result.why}`);
      }
      expect(failed).toEqual([]);
    },
    120_000,
  );
}

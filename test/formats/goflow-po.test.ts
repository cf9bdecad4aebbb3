import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { exportPo, importPo, InvalidPo } from "../../runtime/formats/goflow/po/index.js";
import { isJsonObject, type JsonObject } from "../../runtime/json.js";

const uuid = (number: number): string => `8eebd020-1af5-431c-b943-aa670fc7400${number}`;
const flow = (localization: JsonObject): JsonObject => ({
  uuid: uuid(0),
  localization,
  nodes: [
    {
      uuid: uuid(1),
      actions: [
        { uuid: uuid(2), type: "send_msg", text: 'Hello\n"you"', quick_replies: ["Yes", "No"] },
        { uuid: uuid(3), type: "send_msg", text: "Yes" },
        { uuid: uuid(4), type: "set_contact_name", name: "No" },
      ],
      router: {
        cases: [{ uuid: uuid(5), type: "has_any_word", arguments: ["yes"] }],
        categories: [{ uuid: uuid(6), name: "Yes" }],
      },
    },
  ],
});
const french = {
  fra: { [uuid(2)]: { text: ['Bonjour\n"vous"'], quick_replies: ["Oui", ""] }, [uuid(3)]: { text: ["Si"] } },
};
const AT = Date.UTC(2026, 0, 15, 12, 30);

test("a text that is translated in one way is one entry, else each place has one", async () => {
  const file = await exportPo([flow(french)], { language: "fra", at: AT });
  expect(file).toContain('"POT-Creation-Date: 2026-01-15 12:30+0000\\n"');
  expect(file).toContain('"Language-3: fra\\n"');
  expect(file).toContain('msgid ""\n"Hello\\n"\n"\\"you\\""');
  expect(file).toContain(`#: ${uuid(0)}/${uuid(2)}/quick_replies:1\nmsgid "No"\nmsgstr ""`);
  expect(file).toContain(`msgctxt "${uuid(3)}/text:0"\nmsgid "Yes"\nmsgstr "Si"`);
});

test("what is exported and imported again changes nothing", async () => {
  const file = await exportPo([flow(french)], { language: "fra", at: AT });
  expect(await importPo([flow(french)], file, "fra")).toEqual({ flows: [flow(french)], unused: [], changed: 0 });
});

test("the translations come into a flow that has none", async () => {
  const file = await exportPo([flow(french)], { language: "fra", at: AT });
  const { flows, changed } = await importPo([flow({})], file, "fra");
  expect(changed).toBe(3);
  expect(flows[0]!["localization"]).toEqual({
    fra: { [uuid(2)]: { text: ['Bonjour\n"vous"'], quick_replies: ["Oui"] }, [uuid(3)]: { text: ["Si"] } },
  });
});

test("an entry without context is for every place; fuzzy ones and texts of no flow change nothing", async () => {
  const file = `msgid "Yes"\nmsgstr "Oui"\n\n#, fuzzy\nmsgid "No"\nmsgstr "Non"\n\nmsgid "Gone"\nmsgstr "Parti"\n`;
  const { flows, unused, changed } = await importPo([flow({})], file, "fra");
  expect([changed, unused]).toEqual([3, ["Gone"]]);
  expect(flows[0]!["localization"]).toMatchObject({ fra: { [uuid(6)]: { name: ["Oui"] } } });
});

test("a file that is no PO file is refused", async () => {
  await expect(importPo([flow({})], "this is no PO file", "fra")).rejects.toThrow(InvalidPo);
});

const CORPUS = join(__dirname, "../../../shared/corpus/goflow/test/testdata/runner");
(existsSync(CORPUS) ? test : test.skip)("every flow of the corpus comes back as it was", async () => {
  for (const name of readdirSync(CORPUS).filter((each) => /^[a-z_]+\.json$/.test(each))) {
    const document = JSON.parse(readFileSync(join(CORPUS, name), "utf8")) as JsonObject;
    const flows = (Array.isArray(document["flows"]) ? document["flows"] : []).filter(isJsonObject);
    for (const language of new Set(flows.flatMap((each) => Object.keys((each["localization"] as JsonObject) ?? {})))) {
      const file = await exportPo(flows, { language, at: AT });
      expect(await importPo(flows, file, language)).toEqual({ flows, unused: [], changed: 0 });
    }
  }
});

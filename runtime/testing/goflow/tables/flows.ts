import { Assets } from "../../../contacts/assets.js";
import type { FieldType } from "../../../contacts/asset-types.js";
import { readContact } from "../../../contacts/contact.js";
import { readFieldValue } from "../../../contacts/fields.js";
import { isJsonObject, type Json, type JsonObject } from "../../../json.js";
import { Mismatch } from "../../expect.js";
import { expectSame } from "../compare.js";
import { findInCorpus, readJson } from "../corpus-file.js";
import { expectUnreadable, objects } from "../flow-of.js";
import { tableEnvironment } from "./environment.js";
import { tableOf, type TableKind } from "./table.js";

function corpusFile(from: string, path: string): JsonObject {
  const found = findInCorpus(from, path);
  const document = found === undefined ? null : readJson(found);
  if (!isJsonObject(document)) throw new Mismatch(`The corpus has no '${path}'.`);
  return document;
}

/** Broken flows with what is wrong with them, and values of contact fields. */
export const flowTables: readonly TableKind[] = [
  tableOf<{ file: string; flow: string; err: string }>(["file", "flow", "err"], (one, _table, { path }) => {
    const document = corpusFile(path, one.file);
    const flow = objects(document["flows"]).find(({ uuid }) => uuid === one.flow) ?? document;
    expectUnreadable(flow, one.err);
  }),
  tableOf<{ field: string; type: FieldType; value: string; expected: Json }>(
    ["field", "type", "value", "expected"],
    (one, table, { path }) => {
      const environment = tableEnvironment(table["environment"], table["now"]);
      const assets = new Assets(corpusFile(path, "session/assets.json"), environment);
      const { contact } = readContact(corpusFile(path, "session/trigger.json")["contact"], assets);
      const field = assets.fields.get(one.field);
      if (!field) throw new Mismatch(`The assets have no field '${one.field}'.`);
      const { locations } = assets;
      const where = { ...environment, ...(locations && { locations }) };
      const value = readFieldValue(one.value, field, contact.fields, assets.fields, where);
      expectSame(one.expected, value === undefined ? null : { ...value }, "value");
    },
  ),
];

import { isJsonObject, type JsonObject } from "../../json.js";
import type { FlowType, Program, ProgramNode } from "../../program.js";
import { findStep } from "../../steps.js";
import { isEntry } from "../entries.js";
import { own } from "../records.js";
import { Problems, type StepLookup, type WriteOptions, type WriteResult } from "../result.js";
import { onlyStart } from "../single-path.js";
import { derivedUuid, isUuid4 } from "../uuids.js";
import { blocksOf } from "./blocks.js";
import { flowTypes } from "./catalogue.js";
import { writeNode } from "./write-node.js";

/** The version of the format that flows drawn in the editor are written in. */
const SPEC_VERSION = "13.1.0";

/** Writes a flow of contact steps as a GoFlow flow definition. Ids that are no UUIDs are replaced, always by the same ones. */
export function writeGoflow(program: Program, { step = findStep }: WriteOptions = {}): WriteResult<JsonObject> {
  const problems = Problems.of(`flow '${program.name}'`);
  const rest = program.source?.format === "goflow" && isJsonObject(program.source.rest) ? program.source.rest : {};
  const notes = isJsonObject(rest.nodes) ? rest.nodes : {};
  const nodes = Object.values(program.nodes).filter((node) => !isEntry(node));
  const blocks = blocksOf(program, nodes, problems);
  const start = onlyStart(program, problems);
  blocks.sort((a, b) => Number(b.steps[0].id === start) - Number(a.steps[0].id === start));
  if (start !== undefined && blocks[0]?.steps[0].id !== start)
    problems.add("start", "leads into the middle of a block");

  const entries = new Map(blocks.map((block) => [block.steps[0].id, block.uuid]));
  const writing = { program, entries, exits: new Map<string, string>() };
  const written = blocks.map((block) => {
    const note = own(notes, block.uuid);
    return writeNode(writing, block, isJsonObject(note) ? note : {}, problems.at(`node ${block.uuid}`));
  });
  const type = writtenType(program.type, nodes, step);
  if (!type) problems.add("type", "its steps do not belong into one flow: no GoFlow flow type allows them all");
  if (problems.list.length > 0) return { problems: problems.list };
  const { name, language, revision, expireAfterMinutes, localization } = program;
  return {
    document: {
      spec_version: SPEC_VERSION,
      ...(isJsonObject(rest.flow) && rest.flow),
      uuid: isUuid4(program.id) ? program.id : derivedUuid(program.id),
      ...(name !== "" && { name }),
      ...(type && { type }),
      ...(language !== undefined && { language }),
      ...(revision !== undefined && { revision }),
      // A zero is what an absent number means; one that the document said is in the rest.
      ...(expireAfterMinutes && { expire_after_minutes: expireAfterMinutes }),
      ...(localization && { localization: localization as unknown as JsonObject }),
      nodes: written,
    },
  };
}

/** A flow of any type is written as the first type that allows all its steps. */
function writtenType(type: FlowType, nodes: readonly ProgramNode[], step: StepLookup): FlowType | undefined {
  if (type !== "any") return type;
  return flowTypes.find((each) =>
    nodes.every((node) => (step(node.step)?.requires?.flowTypes ?? flowTypes).includes(each)),
  );
}

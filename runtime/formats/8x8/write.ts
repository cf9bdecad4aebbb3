import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { Program, ProgramNode } from "../../program.js";
import { stepsOf } from "../entries.js";
import { inOrder, own, without } from "../records.js";
import { Problems, type WriteResult } from "../result.js";
import { onlyStart } from "../single-path.js";
import { stepTypes } from "./catalogue.js";
import { writeHead } from "./trigger.js";

/** Writes a flow of workflow steps as a definition (`definitionInput`). Forks are conditions that are always true. */
export function write8x8(program: Program): WriteResult<JsonObject> {
  const problems = Problems.of(`flow '${program.name}'`);
  const rest = program.source?.format === "8x8" && isJsonObject(program.source.rest) ? program.source.rest : {};
  const notes = isJsonObject(rest.steps) ? rest.steps : {};
  const nodes = stepsOf(program);
  const start = onlyStart(program, problems);
  const ordered = inOrder(nodes, rest.order);
  const ids = start === undefined ? ordered : [start, ...ordered.filter((id) => id !== start)];
  const steps = ids.flatMap((id) => {
    const node = own(nodes, id);
    const note = own(notes, id);
    return node ? [writeStep(node, isJsonObject(note) ? note : {}, nodes, problems.at(`step '${id}'`))] : [];
  });
  if (problems.list.length > 0) return { problems: problems.list };
  const definition = { ...(isJsonObject(rest.definition) && rest.definition), name: program.name, steps };
  return { document: { ...writeHead(program, isJsonObject(rest.document) ? rest.document : {}), definition } };
}

function writeStep(node: ProgramNode, note: JsonObject, nodes: Program["nodes"], problems: Problems): JsonObject {
  const type = node.step.slice(stepTypes.family.length + 1);
  if (node.step !== `${stepTypes.family}-${type}` || !stepTypes.types.includes(type)) {
    problems.add("stepType", `8x8 Automation has no step such as ${node.step}`);
  }
  const { inputs, outputs } = node.options;
  return {
    ...note,
    id: node.id,
    stepType: type,
    ...without(node.options, ["inputs", "outputs", "selectNextStep", "nextStepId"]),
    ...(isJsonObject(inputs) && { inputs: { ...(isJsonObject(note.inputs) && note.inputs), ...inputs } }),
    ...(isJsonObject(outputs) && { outputs: { ...(isJsonObject(note.outputs) && note.outputs), ...outputs } }),
    ...nextOf(node, nodes, problems),
  };
}

/** Where a step leads: `nextStepId`, or the conditions with the steps that their exits are wired to. */
function nextOf(node: ProgramNode, nodes: Program["nodes"], problems: Problems): JsonObject {
  const { selectNextStep, nextStepId } = node.options;
  if (!isJsonObject(selectNextStep) || Object.keys(selectNextStep).length === 0) {
    const targets = own(node.exits, "next") ?? [];
    if (targets.length > 1) return { selectNextStep: Object.fromEntries(targets.map((id) => [id, "true"])) };
    const [target = nextStepId] = targets;
    return target === undefined ? {} : { nextStepId: target };
  }
  const conditions = Object.entries(selectNextStep).flatMap(([exit, condition = null]) =>
    targetsOf(node, exit, nodes).map((target): [string, Json] => [target, condition]),
  );
  for (const [target, condition] of conditions) {
    if (conditions.some(([other, its]) => other === target && its !== condition)) {
      problems.add("selectNextStep", `two conditions lead to step '${target}'; join them with ||`);
      break;
    }
  }
  return { selectNextStep: Object.fromEntries(conditions) };
}

/** A condition whose wire was cut must not lead where its name says: it gets the name of no step, where its path ends. */
function targetsOf(node: ProgramNode, exit: string, nodes: Program["nodes"]): readonly string[] {
  const wired = own(node.exits, exit) ?? [];
  if (wired.length > 0) return wired;
  return [own(nodes, exit) ? `${exit}_ends` : exit];
}

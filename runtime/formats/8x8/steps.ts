import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { Program, ProgramNode } from "../../program.js";
import { findDocumented } from "../available.js";
import { noted, orderNote } from "../records.js";
import { Problems, type StepLookup } from "../result.js";
import { stepTypes } from "./catalogue.js";
import { checkStep, warnOfStep } from "./check.js";
import { readStep, type DefinitionStep } from "./step.js";

/** A list of steps, as a definition and each list of an `If` has one. Its first step is its start (8x8-automation.md D34). */
export type StepList = Pick<Program, "start" | "nodes"> & { readonly notes: JsonObject };

/** Where problems and warnings of a list of steps go. */
export interface Findings {
  readonly problems: Problems;
  readonly warnings: Problems;
}

/**
 * Reads a list of steps and checks each, the lists of an `If` too.
 *
 * @param outer ids of the steps further out, which a step of an inner list may lead to (D8).
 */
export function readSteps(
  list: readonly Json[],
  findings: Findings,
  lookup?: StepLookup,
  outer: readonly string[] = [],
): StepList {
  const steps = list.flatMap((step, index) => readListed(step, index, findings.problems, lookup) ?? []);
  const ids = steps.map((step) => step.id);
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) {
    findings.problems.add("steps", `Step id '${id}' is used more than once; ids must be unique.`);
  }
  for (const step of steps) {
    const reachable = [...ids, ...outer];
    const place = placeOf(step);
    const inside = { problems: findings.problems.at(place), warnings: findings.warnings.at(place) };
    warnOfStep(step, reachable, inside.warnings);
    for (const inner of innerLists(step)) readSteps(inner, inside, lookup, reachable);
  }
  const nodes = steps.map((step) => nodeOf(step, ids));
  return {
    start: ids.slice(0, 1),
    nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
    notes: noted({
      steps: noted(Object.fromEntries(steps.map((step) => [step.id, step.note]))),
      order: orderNote(ids),
    }),
  };
}

function readListed(step: Json, index: number, problems: Problems, lookup?: StepLookup): DefinitionStep | undefined {
  if (!isJsonObject(step)) {
    problems.at(`step ${index + 1}`).add("", "A step must be an object.");
    return undefined;
  }
  const place = problems.at(typeof step.id === "string" && step.id !== "" ? `step '${step.id}'` : `step ${index + 1}`);
  const read = readStep(step, place);
  const definition = read && findDocumented(stepTypes, read.type, place, lookup);
  if (definition) checkStep(definition, read, place);
  return read;
}

/** The lists of steps inside a step. */
function innerLists({ options }: DefinitionStep): readonly Json[][] {
  return (Array.isArray(options.do) ? options.do : []).filter((list) => Array.isArray(list));
}

function placeOf({ id, type }: DefinitionStep): string {
  return `step '${id}' (${type})`;
}

/** A next step that the list does not have stays in the options: a list further out may have it, else the path ends (D7, D8). */
function nodeOf({ id, type, options, nextStepId }: DefinitionStep, ids: readonly string[]): ProgramNode {
  const { selectNextStep } = options;
  const targets = isJsonObject(selectNextStep) ? Object.keys(selectNextStep) : [];
  const next = nextStepId !== undefined && ids.includes(nextStepId) ? { next: [nextStepId] } : {};
  return {
    id,
    step: `${stepTypes.family}-${type}`,
    options: { ...options, ...(nextStepId !== undefined && !("next" in next) && { nextStepId }) },
    exits: { ...next, ...Object.fromEntries(targets.filter((to) => ids.includes(to)).map((to) => [to, [to]])) },
  };
}

/**
 * The lists of steps of an `If` as a flow that can be called, each list from its first step on; the definition that has them was
 * checked when it was read. Where two lists use the same id, the steps of the later one are told apart by a number.
 */
export function stepsProgram(lists: readonly (readonly Json[])[], flow: Pick<Program, "id" | "name">): Program {
  const unheard = Problems.of("");
  const start: string[] = [];
  const nodes = new Map<string, ProgramNode>();
  for (const list of lists) {
    const read = readSteps(list, { problems: unheard, warnings: unheard });
    const names = new Map(Object.keys(read.nodes).map((id) => [id, freeName(id, nodes)]));
    const renamed = (ids: readonly string[]): string[] => ids.map((id) => names.get(id) ?? id);
    start.push(...renamed(read.start));
    for (const node of Object.values(read.nodes)) {
      const [id = node.id] = renamed([node.id]);
      const exits = Object.entries(node.exits).map(([exit, to]): [string, string[]] => [exit, renamed(to)]);
      nodes.set(id, { ...node, id, exits: Object.fromEntries(exits) });
    }
  }
  return { ...flow, type: "any", start, nodes: Object.fromEntries(nodes) };
}

function freeName(id: string, taken: ReadonlyMap<string, unknown>): string {
  let name = id;
  for (let number = 2; taken.has(name); number++) name = `${id}-${number}`;
  return name;
}

import { isJsonObject } from "../../json.js";
import type { Program, ProgramNode } from "../../program.js";
import { exitsOf, type AnyStep } from "../../step.js";
import { findStep } from "../../steps.js";
import { Problems, type ReadOptions, type ReadResult } from "../result.js";
import { blockIds } from "./block-ids.js";
import { settleExitIds } from "./exit-ids.js";
import { readFlowData } from "./flow-node.js";
import { followWires } from "./links.js";
import { isTabNode, nameOf, roleOf, wiresOf, type NodeRole, type TabNode } from "./nodes.js";
import { withReferences } from "./references.js";

/** Reads one tab, as it is exported or deployed: the list of its nodes. Disabled nodes are as good as absent. */
export function readTab(document: unknown, { step: lookup = findStep }: ReadOptions): ReadResult {
  if (!Array.isArray(document) || !document.every(isTabNode)) {
    return { problems: [{ path: "tab", field: "", message: "must be a list of nodes, as Node-RED exports them" }] };
  }
  const nodes = document.filter((node) => node.d !== true);
  const byRole = Map.groupBy(nodes, roleOf);
  const of = (role: NodeRole) => byRole.get(role) ?? [];
  const [flow, ...furtherFlows] = of("flow");
  const data = readFlowData(flow, of("tab")[0]);
  const problems = Problems.of(`flow '${data.name}'`);
  if (of("tab").length > 1 || furtherFlows.length > 0) problems.add("", "must be one tab with one flow");
  for (const node of of("core")) {
    const message = `only the wires host can run a flow with core nodes: node '${nameOf(node)}' (${node.type})`;
    problems.at(`node '${nameOf(node)}' (${node.type})`).add("", message);
  }
  const steps = of("step").flatMap((node): TabStep[] => {
    const step = lookup(node.type);
    if (!step) problems.at(`node '${nameOf(node)}' (${node.type})`).add("type", `step '${node.type}' is not available`);
    return step ? [{ node, step }] : [];
  });
  if (!flow && !steps.some(({ step }) => step.entry)) problems.add("", "has no node that starts it; add a flow node");
  if (problems.list.length > 0) return { problems: problems.list };

  const read = readSteps(steps, nodes, flow, problems);
  return problems.list.length > 0 ? { problems: problems.list } : { program: { ...data, ...read }, warnings: [] };
}

/** A step node of a tab, with its step. */
export interface TabStep {
  readonly node: TabNode;
  readonly step: AnyStep;
}

/** The steps of a tab, with the ids, blocks and exit ids that they have in the Program. Core nodes in between are not looked at. */
export function readSteps(
  steps: readonly TabStep[],
  nodes: readonly TabNode[],
  flow: TabNode | undefined,
  problems: Problems,
): Pick<Program, "start" | "nodes"> {
  const { ids, copies } = stepIds(steps.map(({ node }) => node));
  const blocks = blockIds(
    steps.map(({ node }) => node),
    copies,
  );
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const lost = (link: TabNode) =>
    problems
      .at(`node '${nameOf(link)}' (link out)`)
      .add("links", "leads out of the tab; only the wires host can follow it");
  const targets = (wires: readonly string[]) => followWires(wires, byId, lost).flatMap((node) => ids.get(node) ?? []);

  const start = flow ? targets(wiresOf(flow)[0] ?? []) : [];
  const read = steps.map(({ node, step }): ProgramNode => {
    const options = withReferences(node, isJsonObject(node.options) ? node.options : {});
    const wires = wiresOf(node);
    const exits = exitsOf(step, options).map(({ id }, port): [string, readonly string[]] => [
      id,
      targets(wires[port] ?? []),
    ]);
    const block = blocks.get(node);
    return {
      id: ids.get(node) ?? node.id,
      step: node.type,
      ...(typeof node.name === "string" && node.name !== "" && { name: node.name }),
      options,
      exits: Object.fromEntries(exits.filter(([, to]) => to.length > 0)),
      ...(block !== undefined && { block }),
      ...(isJsonObject(node.exitIds) && !copies.has(node) && { exitIds: node.exitIds as Record<string, string> }),
      ...(isJsonObject(node.outward) && { outward: node.outward as Record<string, string> }),
    };
  });
  const stepOf = new Map(steps.map(({ node, step }) => [ids.get(node), step]));
  const exits = ({ id, options }: ProgramNode) => {
    const step = stepOf.get(id);
    return step ? exitsOf(step, options).map((exit) => exit.id) : [];
  };
  return { start, nodes: Object.fromEntries(settleExitIds(read, exits, start).map((node) => [node.id, node])) };
}

/** The ids of the steps in the Program: those of the document that they came from, which a copy may not keep. */
export function stepIds(nodes: readonly TabNode[]): {
  ids: ReadonlyMap<TabNode, string>;
  copies: ReadonlySet<TabNode>;
} {
  const ids = new Map<TabNode, string>();
  const taken = new Set<string>();
  const copies = new Set<TabNode>();
  for (const node of nodes) {
    const given = typeof node.sid === "string" && node.sid !== "" ? node.sid : node.id;
    if (taken.has(given)) copies.add(node);
    const id = taken.has(given) ? node.id : given;
    taken.add(id);
    ids.set(node, id);
  }
  return { ids, copies };
}

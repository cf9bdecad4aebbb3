import type { FlowType } from "../../program.js";
import type { Problems } from "../result.js";
import { invalidAction } from "./action.js";
import type { GoflowNode } from "./nodes.js";
import { invalidRouter } from "./router.js";

/** The checks of goflow.md section 28 that look beyond a single thing: unique ids, exits that lead somewhere, what a flow's type allows. */
export function checkNodes(nodes: readonly GoflowNode[], flowType: FlowType): void {
  const known = new Set(nodes.map((node) => node.uuid));
  const seen = new Set<string>();
  for (const node of nodes) {
    checkUnique("node", node.uuid, seen, node.problems);
    const invalid = (problems: Problems, field: string, message: string) =>
      problems.add(field, `invalid node[uuid=${node.uuid}]: ${message}`);
    for (const action of node.actions) {
      checkUnique("action", action.uuid, seen, action.problems);
      for (const { field, message } of invalidAction(action, flowType)) invalid(action.problems, field, message);
    }
    if (node.router) {
      const exits = node.exits.map((exit) => exit.uuid);
      const wrong = invalidRouter(node.router.options, exits, flowType);
      if (wrong) invalid(node.router.problems, "", `invalid router: ${wrong}`);
    }
    for (const [index, { uuid, destination_uuid: destination }] of node.exits.entries()) {
      checkUnique("exit", uuid, seen, node.problems);
      if (destination != null && destination !== "" && !known.has(destination as string)) {
        const message = `destination ${String(destination)} of exit[uuid=${uuid}] isn't a known node`;
        invalid(node.problems, `exits/${index}/destination_uuid`, message);
      }
    }
  }
}

/** Nodes, actions and exits share one space of ids. */
function checkUnique(noun: string, uuid: string, seen: Set<string>, problems: Problems): void {
  if (seen.has(uuid)) problems.add("uuid", `${noun} UUID ${uuid} isn't unique`);
  seen.add(uuid);
}

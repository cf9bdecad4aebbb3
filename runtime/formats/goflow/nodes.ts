import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { AnyStep } from "../../step.js";
import { findDocumented } from "../available.js";
import { without } from "../records.js";
import type { Problems, StepLookup } from "../result.js";
import { unreadableAction } from "./action.js";
import { actionTypes, routerTypes } from "./catalogue.js";
import { requiredUuid } from "./fields.js";
import { unreadableRouter } from "./router.js";

/** A node of a GoFlow document, known to have the shape of one. */
export interface GoflowNode {
  readonly uuid: string;
  readonly actions: readonly GoflowAction[];
  readonly router: GoflowRouter | undefined;
  readonly exits: readonly GoflowExit[];
  /** Keys that a Program has no place for. */
  readonly rest: JsonObject;
  readonly problems: Problems;
}

export interface GoflowAction {
  readonly uuid: string;
  readonly type: string;
  readonly options: JsonObject;
  readonly step: AnyStep;
  readonly problems: Problems;
}

export interface GoflowRouter {
  readonly type: string;
  readonly options: JsonObject;
  readonly problems: Problems;
}

export type GoflowExit = JsonObject & { readonly uuid: string };

/** Reads the nodes of a flow. What is wrong goes to the problems; a node that is wrong may be left out of the result. */
export function readNodes(nodes: Json | undefined, problems: Problems, lookup: StepLookup | undefined): GoflowNode[] {
  if (nodes === undefined || nodes === null) return [];
  if (!Array.isArray(nodes)) {
    problems.add("nodes", "must be a list of nodes");
    return [];
  }
  return nodes.flatMap((node, index) => {
    const place = problems.at(`node ${isJsonObject(node) && typeof node.uuid === "string" ? node.uuid : index + 1}`);
    return readNode(node, place, lookup) ?? [];
  });
}

function readNode(node: Json, problems: Problems, lookup: StepLookup | undefined): GoflowNode | undefined {
  if (!isJsonObject(node)) return refuse(problems, "", "unable to read node: must be an object");
  const wrong = requiredUuid(node, "uuid");
  if (wrong) return refuse(problems, "uuid", `unable to read node: ${wrong}`);
  const exits = readExits(node.exits, problems);
  if (node.actions != null && !Array.isArray(node.actions))
    return refuse(problems, "actions", "must be a list of actions");
  const actions = (node.actions ?? []).flatMap((action, index) => readAction(action, index, problems, lookup) ?? []);
  const router = node.router == null ? undefined : readRouter(node.router, problems, lookup);
  const read = ["uuid", "exits", ...(actions.length > 0 ? ["actions"] : []), ...(router ? ["router"] : [])];
  return { uuid: node.uuid as string, actions, router, exits, rest: without(node, read), problems };
}

function readExits(exits: Json | undefined, problems: Problems): GoflowExit[] {
  if (!Array.isArray(exits) || exits.length === 0) {
    problems.add("exits", "unable to read node: field 'exits' must have a minimum of 1 items");
    return [];
  }
  return exits.flatMap((exit, index) => {
    const wrong = isJsonObject(exit) ? requiredUuid(exit, "uuid") : "must be an object";
    if (wrong) problems.add(`exits/${index}`, `unable to read exit: ${wrong}`);
    return wrong ? [] : [exit as GoflowExit];
  });
}

function readAction(
  action: Json,
  index: number,
  nodeProblems: Problems,
  lookup: StepLookup | undefined,
): GoflowAction | undefined {
  const type = isJsonObject(action) && typeof action.type === "string" ? action.type : "";
  const problems = nodeProblems.at(`action ${index + 1}${type === "" ? "" : ` (${type})`}`);
  if (!isJsonObject(action)) return refuse(problems, "", "unable to read action: must be an object");
  const step = findDocumented(actionTypes, type, problems, lookup);
  if (!step) return undefined;
  const wrongId = requiredUuid(action, "uuid");
  if (wrongId) return refuse(problems, "uuid", `unable to read action: ${wrongId}`);
  const options = without(action, ["type", "uuid"]);
  for (const { field, message } of unreadableAction(step, options))
    problems.add(field, `unable to read action: ${message}`);
  return { uuid: action.uuid as string, type, options, step, problems };
}

function readRouter(router: Json, nodeProblems: Problems, lookup: StepLookup | undefined): GoflowRouter | undefined {
  const problems = nodeProblems.at("router");
  if (!isJsonObject(router)) return refuse(problems, "", "unable to read router: must be an object");
  const type = typeof router.type === "string" ? router.type : "";
  if (!findDocumented(routerTypes, type, problems, lookup)) return undefined;
  const wrong = unreadableRouter(type, router);
  if (wrong) return refuse(problems, "", `unable to read router: ${wrong}`);
  return { type, options: without(router, ["type"]), problems };
}

function refuse(problems: Problems, field: string, message: string): undefined {
  problems.add(field, message);
  return undefined;
}

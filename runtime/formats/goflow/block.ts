import type { ProgramNode } from "../../program.js";
import { isJsonObject, type Json } from "../../json.js";
import { actionTypes, PLAIN_NODE, routerTypes } from "./catalogue.js";
import type { GoflowExit, GoflowNode } from "./nodes.js";

/** Ids of the steps that come from no action of their own. */
const routerId = (node: string): string => `${node}:router`;
const plainId = (node: string): string => `${node}:node`;

/** The step that a token gets to first when it enters a node. */
export function entryOf({ uuid, actions, router }: GoflowNode): string {
  return actions[0]?.uuid ?? (router ? routerId(uuid) : plainId(uuid));
}

/** The steps of a node, one after the other: its actions, then its router if it has one. */
export function blockNodes(node: GoflowNode, entries: ReadonlyMap<string, string>): readonly ProgramNode[] {
  const { uuid, actions, router, exits } = node;
  const steps = actions.map((action) => ({
    id: action.uuid,
    step: `${actionTypes.family}-${action.type}`,
    options: action.options,
  }));
  if (!router && steps.length === 0) steps.push({ id: plainId(uuid), step: PLAIN_NODE, options: {} });
  const inner = steps.map((step, index): ProgramNode => {
    const next = steps[index + 1]?.id ?? (router && routerId(uuid));
    return { ...step, block: uuid, ...(next ? { exits: { next: [next] } } : lastExits(exits[0], entries)) };
  });
  return router ? [...inner, routerNode(node, router.type, router.options, entries)] : inner;
}

/** Without a router a node is left by its first exit (goflow.md section 1). */
function lastExits(
  exit: GoflowExit | undefined,
  entries: ReadonlyMap<string, string>,
): Pick<ProgramNode, "exits" | "exitIds"> {
  const target = entries.get(exit?.destination_uuid as string);
  return { exits: target === undefined ? {} : { next: [target] }, ...(exit && { exitIds: { next: exit.uuid } }) };
}

function routerNode(
  { uuid, exits }: GoflowNode,
  type: string,
  options: ProgramNode["options"],
  entries: ReadonlyMap<string, string>,
): ProgramNode {
  const destinations = new Map(exits.map((exit) => [exit.uuid, entries.get(exit.destination_uuid as string)]));
  const categories = categoriesOf(options.categories);
  return {
    id: routerId(uuid),
    step: `${routerTypes.family}-${type}`,
    options,
    exits: Object.fromEntries(
      categories.flatMap(({ uuid: category, exit_uuid: exit }) => {
        const target = destinations.get(exit);
        return target === undefined ? [] : [[category, [target]]];
      }),
    ),
    block: uuid,
    exitIds: Object.fromEntries(categories.map((category) => [category.uuid, category.exit_uuid])),
  };
}

interface Category {
  readonly uuid: string;
  readonly exit_uuid: string;
}

function categoriesOf(categories: Json | undefined): readonly Category[] {
  return Array.isArray(categories) ? (categories.filter(isJsonObject) as unknown as Category[]) : [];
}

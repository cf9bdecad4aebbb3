import { toJson, toOrdered, type Ordered, type OrderedObject } from "../../formats/metaflows/index.js";
import type { JsonObject } from "../../json.js";
import { Faults } from "./validation/faults.js";
import { checkSchema } from "./validation/schema-faults.js";
import { moduleSchema } from "./validation/schemas.js";

/** An action that is run on a channel: the module, and what of the request is its data. */
interface Action {
  /** Key of the request -> key of the module's data. */
  readonly data: Readonly<Record<string, string>>;
  readonly required?: readonly string[];
  /** Somebody has to be across. */
  readonly bridged?: boolean;
}

/** kazoo-metaflows.md section 8.4. */
const ACTIONS: Readonly<Record<string, Action>> = {
  transfer: {
    data: {
      target: "target",
      "transfer-type": "transfer_type",
      transfer_type: "transfer_type",
      moh: "moh",
      takeback_dtmf: "takeback_dtmf",
    },
    required: ["target"],
    bridged: true,
  },
  hangup: { data: {} },
  break: { data: {} },
  callflow: { data: { id: "id", captures: "captures", collected: "collected" } },
  intercept: {
    data: { target_type: "target_type", target_id: "target_id", unbridged_only: "unbridged_only" },
    required: ["target_type", "target_id"],
  },
};

/** The module that a request asks for, or what is wrong with it. Undefined: there is no such action. */
export function readAction(
  request: OrderedObject,
  { isBridged }: { isBridged: boolean },
): { readonly name: string; readonly module: OrderedObject } | { readonly faults: JsonObject } | undefined {
  const name = request.get("action");
  if (typeof name !== "string" || !Object.hasOwn(ACTIONS, name)) return undefined;
  const { data: keys, required = [], bridged = false } = ACTIONS[name]!;
  const faults = new Faults();
  if (bridged && !isBridged) faults.addRequired([], "other_leg_call_id");
  for (const key of required) if (request.get(key) === undefined) faults.addRequired([], key);
  if (faults.any) return { faults: faults.toJson() };
  const given = Object.entries(keys).flatMap(([from, to]): [string, Ordered][] => {
    const value = request.get(from);
    return value === undefined ? [] : [[to, value]];
  });
  // What is wrong is told by the keys of the request: there is no module in it.
  const data = checkSchema(moduleSchema(name)!, toJson(new Map(given)) as JsonObject, [], faults);
  if (faults.any) return { faults: faults.toJson() };
  const module = new Map<string, Ordered>([
    ["module", name],
    ["data", toOrdered(data)],
  ]);
  return { name, module };
}

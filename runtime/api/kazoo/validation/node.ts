import { isObject, toJson, toOrdered, type Ordered, type OrderedObject } from "../../../formats/metaflows/index.js";
import type { JsonObject } from "../../../json.js";
import type { Faults } from "./faults.js";
import { checkSchema } from "./schema-faults.js";
import { moduleSchema } from "./schemas.js";

/** Modules below modules; a document has as many as a person writes. */
const MAX_DEPTH = 100;

/** Checks a module with its data and what follows it (kazoo-metaflows.md section 1.2). Gives it as it is stored, with defaults. */
export function checkNode(node: Ordered, path: readonly string[], faults: Faults, depth = 0): Ordered {
  if (!isObject(node)) {
    faults.addType(path, "object", toJson(node));
    return node;
  }
  const checked = new Map(node);
  const schema = checkModule(node, path, faults);
  const data = node.get("data") === undefined ? new Map<string, Ordered>() : node.get("data")!;
  if (!isObject(data)) faults.addType([...path, "data"], "object", toJson(data));
  else {
    const plain = toJson(data) as JsonObject;
    checked.set("data", toOrdered(schema ? checkSchema(schema, plain, [...path, "data"], faults) : plain));
  }
  const children = node.get("children");
  if (children !== undefined) {
    checked.set("children", checkNodes(children, [...path, "children"], /./s, faults, depth + 1));
  }
  return checked;
}

/** Checks the modules of an object, whose keys have to be of a form. */
export function checkNodes(
  nodes: Ordered,
  path: readonly string[],
  keys: RegExp,
  faults: Faults,
  depth = 0,
): Ordered | OrderedObject {
  if (!isObject(nodes)) {
    faults.addType(path, "object", toJson(nodes));
    return nodes;
  }
  if (depth > MAX_DEPTH) {
    faults.add(path, "error", { message: `modules may follow each other ${MAX_DEPTH} times` });
    return nodes;
  }
  return new Map(
    [...nodes].map(([key, node]): [string, Ordered] => {
      if (keys.test(key)) return [key, checkNode(node, [...path, key], faults, depth)];
      const message = "Strict checking of properties is enabled";
      faults.add([...path, key], "additionalProperties", { message, value: toJson(nodes) });
      return [key, node];
    }),
  );
}

/** Gives the schema of the module's data. */
function checkModule(node: OrderedObject, path: readonly string[], faults: Faults): object | undefined {
  const module = node.get("module");
  if (module === undefined) faults.addRequired(path, "module");
  else if (typeof module !== "string") faults.addType([...path, "module"], "string", toJson(module));
  else {
    const schema = moduleSchema(module);
    if (schema) return schema;
    const name = `metaflows.${module}`;
    faults.add([...path, "module"], "error", { message: `unable to find the schema '${name}'`, value: module });
    faults.add(["schema"], "schema", { message: `the schema '${name}' is not there`, schema: name });
  }
  return undefined;
}

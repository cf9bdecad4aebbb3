import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import { routerTests } from "../../expressions/excellent/index.js";
import type { FlowType } from "../../program.js";
import { own } from "../records.js";
import { waitTypes } from "./catalogue.js";
import { requiredText, requiredUuid } from "./fields.js";

// The checks of goflow.md section 10. Each returns the first thing that is wrong, in GoFlow's words.

/** What keeps a router from being read at all. */
export function unreadableRouter(type: string, router: JsonObject): string | undefined {
  if (!isList(router.categories)) return "field 'categories' must have a minimum of 1 items";
  for (const category of router.categories) {
    const wrong = requiredUuid(category, "uuid") ?? requiredUuid(category, "exit_uuid");
    if (wrong) return `unable to read category: ${wrong}`;
  }
  if (type !== "switch") return undefined;
  if (router.cases !== undefined && router.cases !== null && !isObjectList(router.cases))
    return "field 'cases' must be a list of cases";
  for (const each of objects(router.cases)) {
    const wrong = requiredUuid(each, "uuid") ?? requiredText(each, "type") ?? requiredText(each, "category_uuid");
    if (wrong) return `unable to read case: ${wrong}`;
  }
  return requiredText(router, "operand");
}

/** What is wrong in a router that could be read: where its categories lead, and what refers to them. */
export function invalidRouter(router: JsonObject, exits: readonly string[], flowType: FlowType): string | undefined {
  const categories = objects(router.categories).map((category) => category.uuid);
  const { wait } = router;
  if (isJsonObject(wait)) {
    const wrong = invalidWait(wait, categories, flowType);
    if (wrong) return wrong;
  }
  const astray = objects(router.categories).find((category) => !exits.includes(category.exit_uuid as string));
  if (astray) return `category exit ${text(astray.exit_uuid)} is not a valid exit`;
  if (router.default_category_uuid && !categories.includes(router.default_category_uuid)) {
    return `default category ${text(router.default_category_uuid)} is not a valid category`;
  }
  for (const { type, category_uuid: category } of objects(router.cases)) {
    if (!categories.includes(category)) return `case category ${text(category)} is not a valid category`;
    if (!Object.hasOwn(routerTests, text(type))) return `case test ${text(type)} is not a registered test function`;
  }
  return undefined;
}

function invalidWait(
  wait: JsonObject,
  categories: readonly (Json | undefined)[],
  flowType: FlowType,
): string | undefined {
  const allowed = own(waitTypes, text(wait.type));
  if (!allowed) return `wait type '${text(wait.type)}' is unknown; there are: ${Object.keys(waitTypes).join(", ")}`;
  if (!allowed.includes(flowType))
    return `wait type '${text(wait.type)}' is not allowed in a flow of type '${flowType}'`;
  const category = isJsonObject(wait.timeout) ? wait.timeout.category_uuid : undefined;
  if (!isJsonObject(wait.timeout) || categories.includes(category)) return undefined;
  return `timeout category ${text(category)} is not a valid category`;
}

function isList(value: Json | undefined): value is JsonObject[] {
  return isObjectList(value) && value.length > 0;
}

function isObjectList(value: Json | undefined): value is JsonObject[] {
  return Array.isArray(value) && value.every(isJsonObject);
}

function objects(value: Json | undefined): readonly JsonObject[] {
  return isObjectList(value) ? value : [];
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { FlowType, Localization, Program } from "../../program.js";
import { flowTypes } from "../goflow/catalogue.js";
import type { TabNode } from "./nodes.js";

/** What a Program says of itself, beside its steps. */
type FlowData = Omit<Program, "start" | "nodes">;

/** Reads the options of the flow node. Without a flow node the tab itself says who it is. */
export function readFlowData(flow: TabNode | undefined, tab: TabNode | undefined): FlowData {
  const options = isJsonObject(flow?.options) ? flow.options : {};
  const { uuid, name, type, language, expire_after_minutes: minutes, revision, localization, source } = options;
  const { on_complete: onComplete } = options;
  return {
    id: text(uuid) ?? tab?.id ?? text(flow?.z) ?? "",
    name: text(name) ?? text(flow?.name) ?? text(tab?.label) ?? "",
    type: flowType(type),
    ...(text(language) !== undefined && { language: text(language) as string }),
    ...(typeof minutes === "number" && { expireAfterMinutes: minutes }),
    ...(text(onComplete) !== undefined && { onComplete: text(onComplete) as string }),
    ...(typeof revision === "number" && { revision }),
    ...(isJsonObject(localization) && { localization: localization as Localization }),
    ...(isJsonObject(source) &&
      typeof source.format === "string" && { source: { format: source.format, rest: source.rest ?? null } }),
  };
}

/** The options of the flow node for a Program. */
export function flowOptions(program: Program): JsonObject {
  const { id, name, type, language, expireAfterMinutes, onComplete, revision, localization, source } = program;
  return {
    uuid: id,
    name,
    type,
    ...(language !== undefined && { language }),
    ...(expireAfterMinutes !== undefined && { expire_after_minutes: expireAfterMinutes }),
    ...(onComplete !== undefined && { on_complete: onComplete }),
    ...(revision !== undefined && { revision }),
    ...(localization && { localization: localization as unknown as JsonObject }),
    ...(source && { source: { ...source } }),
  };
}

function flowType(type: Json | undefined): FlowType {
  return flowTypes.find((each) => each === type) ?? "any";
}

function text(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

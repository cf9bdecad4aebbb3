import { isJsonObject, type Json, type JsonObject } from "../../../json.js";

/** A text of a flow that can be translated. */
export interface FlowText {
  /** UUID of the thing that it belongs to: an action, a case, a category, a templating. */
  readonly item: string;
  readonly property: string;
  /** Place in the property's list. */
  readonly index: number;
  readonly text: string;
}

/** What each action says in the contact's language (goflow.md section 18). */
const ACTION_TEXTS: Readonly<Record<string, readonly string[]>> = {
  send_msg: ["text", "attachments", "quick_replies"],
  send_broadcast: ["text", "attachments", "quick_replies"],
  say_msg: ["text", "audio_url"],
  play_audio: ["audio_url"],
  send_email: ["subject", "body"],
  set_run_result: ["category"],
};

/** The texts of a GoFlow flow that can be translated, in the order of the flow; empty ones have no translation. */
export function flowTexts(flow: JsonObject): FlowText[] {
  return objects(flow["nodes"]).flatMap((node) => {
    const router = isJsonObject(node["router"]) ? node["router"] : {};
    return [
      ...objects(node["actions"]).flatMap(actionTexts),
      ...objects(router["cases"]).flatMap((each) => textsOf(each, "arguments")),
      ...objects(router["categories"]).flatMap((each) => textsOf(each, "name")),
    ];
  });
}

function actionTexts(action: JsonObject): FlowText[] {
  const own = (ACTION_TEXTS[String(action["type"])] ?? []).flatMap((property) => textsOf(action, property));
  const { templating } = action;
  return isJsonObject(templating) ? [...own, ...textsOf(templating, "variables")] : own;
}

function textsOf(item: JsonObject, property: string): FlowText[] {
  const { uuid, [property]: value } = item;
  if (typeof uuid !== "string" || value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).flatMap((text, index) =>
    typeof text === "string" && text !== "" ? [{ item: uuid, property, index, text }] : [],
  );
}

function objects(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

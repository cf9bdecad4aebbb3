import { readUrn } from "../text/urn.js";
import { parseJson, toJSONText } from "../values/json.js";
import { object } from "../values/object.js";
import { error, isError } from "../values/value.js";
import { define, text, value } from "./define.js";

export const encodedFunctions = [
  define("json", [value], (_environment, of) => toJSONText(of)),
  define("parse_json", [text], (_environment, json) => {
    if (json === "") return null;
    const parsed = parseJson(json);
    return parsed === undefined ? error("invalid JSON") : parsed;
  }),
  define("urn_parts", [text], (_environment, urn) => {
    const parts = readUrn(urn);
    return isError(parts) ? parts : object({ scheme: parts.scheme, path: parts.path, display: parts.display });
  }),
  define("attachment_parts", [text], (_environment, attachment) => {
    const colon = attachment.indexOf(":");
    return object({ content_type: attachment.slice(0, Math.max(colon, 0)), url: attachment.slice(colon + 1) });
  }),
];

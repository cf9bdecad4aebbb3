import type { StepContext } from "../engine/context.js";
import {
  array,
  callFunction,
  object,
  toJSON,
  XArray,
  XObject,
  type Environment,
  type XValue,
} from "../expressions/excellent/index.js";
import type { Json } from "../json.js";
import { conversationOf } from "./conversation.js";
import { contextOf } from "./templates.js";

/** What resthooks are told (goflow.md section 13, call_resthook): who is talking, in which flow, and what came of it so far. */
export function resthookPayload(step: StepContext): Json {
  const { environment } = conversationOf(step.sprint);
  const context = contextOf(step);
  const run = property(context, "run");
  const input = property(context, "input");
  return toJSON(
    object({
      contact: pick(property(context, "contact"), ["uuid", "name", "urn", "language"]),
      flow: pick(property(run, "flow"), ["uuid", "name", "revision"]),
      path: property(run, "path"),
      results: resultsOf(property(run, "results")),
      run: pick(run, ["uuid", "created_on"]),
      input: input === null ? null : inputOf(input, environment),
      channel: property(input, "channel"),
    }),
  );
}

const RESULT_FIELDS = ["category", "category_localized", "created_on", "input", "name", "node_uuid", "value"] as const;

function resultsOf(results: XValue): XValue {
  if (!(results instanceof XObject)) return object({});
  return object(Object.fromEntries(results.ownNames.map((key) => [key, pick(property(results, key), RESULT_FIELDS)])));
}

function inputOf(input: XValue, environment: Environment): XValue {
  const attachments = property(input, "attachments");
  const urn = property(input, "urn");
  const parts = (urn: XValue): XValue => callFunction("urn_parts", [urn], environment);
  return object({
    ...properties(input, ["channel", "created_on", "text", "type", "uuid"]),
    attachments: array(
      attachments instanceof XArray
        ? Array.from(attachments, (each) => callFunction("attachment_parts", [each], environment))
        : [],
    ),
    urn:
      urn === null
        ? null
        : object({
            ...properties(parts(urn), ["scheme", "path"]),
            display: callFunction("format_urn", [urn], environment),
          }),
  });
}

function pick(value: XValue, names: readonly string[]): XValue {
  return value === null ? null : object(properties(value, names));
}

function properties(value: XValue, names: readonly string[]): Record<string, XValue> {
  return Object.fromEntries(names.map((name) => [name, property(value, name)]));
}

function property(value: XValue, name: string): XValue {
  return value instanceof XObject ? (value.get(name) ?? null) : null;
}

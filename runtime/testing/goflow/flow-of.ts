import { readGoflow } from "../../formats/goflow/index.js";
import { systemIds } from "../../ids.js";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import { Mismatch } from "../expect.js";

/** The assets with one of their flows changed. */
export function withFlow(assets: JsonObject, index: number, change: (flow: JsonObject) => JsonObject): JsonObject {
  const flows = objects(assets["flows"]).map((flow, at) => (at === index ? change(flow) : flow));
  return { ...assets, flows };
}

/** A flow with its first node changed. */
export function withFirstNode(flow: JsonObject, change: (node: JsonObject) => JsonObject): JsonObject {
  const [first, ...others] = objects(flow["nodes"]);
  return { ...flow, nodes: first ? [change(first), ...others] : [] };
}

export function flowAt(assets: JsonObject, index: number): JsonObject {
  return objects(assets["flows"])[index] ?? {};
}

/** Throws unless reading the flow tells of this problem; of a value that is not allowed the field is enough, not the words. */
export function expectUnreadable(flow: JsonObject, problem: string): void {
  const read = readGoflow(flow, { ids: systemIds });
  if ("program" in read) throw new Mismatch("The flow was read.");
  const messages = read.problems.map(({ message }) => message);
  const field = /^field '(\w+)' is not a valid /.exec(problem)?.[1];
  const named = field !== undefined && read.problems.some((each) => each.field === field);
  if (!named && !messages.some((message) => message.includes(problem))) {
    throw new Mismatch(`The flow was refused for something else than '${problem}': ${messages.join("; ")}`);
  }
}

export function objects(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

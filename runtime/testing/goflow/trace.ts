import type { Json } from "../../json.js";

const HEADERS_END = "\r\n\r\n";

/** A trace of this length was cut; how much is left of its body depends on the headers, so only so much is compared. */
const CUT_LENGTH = 10_000;
const KEPT_LENGTH = 9_000;

/** An HTTP message without its headers: the first line without the version, and the body, as a value where it is JSON. */
export function comparableTrace(trace: string): Json {
  const end = trace.indexOf(HEADERS_END);
  if (end < 0) return trace;
  const [first = ""] = trace.slice(0, end).split("\r\n");
  const body = trace.slice(end + HEADERS_END.length);
  return {
    line: first.replace(/HTTP\/\d\.\d/, "HTTP"),
    body: trace.length === CUT_LENGTH ? body.slice(0, KEPT_LENGTH) : comparableBody(body),
  };
}

function comparableBody(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return body;
  }
}

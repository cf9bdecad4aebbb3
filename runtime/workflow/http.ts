import type { Json, JsonObject } from "../json.js";
import type { HttpRequestResult } from "../outgoing/http-requests.js";

/** The URL with more parameters in its query (8x8-automation.md D20); null and absent ones are left out. */
export function urlWith(text: string, parameters: Readonly<Record<string, unknown>>): string {
  const url = URL.parse(text);
  if (!url) return text;
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null || value === undefined) continue;
    url.searchParams.append(name, typeof value === "object" ? JSON.stringify(value) : String(value as Json));
  }
  return url.href;
}

/** Only JSON is sent (8x8-automation.md section 3). */
export function isJsonType(name: string, value: string): boolean {
  return name.toLowerCase() !== "content-type" || value.includes("{{") || /^\s*application\/json\s*(;|$)/i.test(value);
}

/** The headers of a request: those given, and the kind of body where there is one. */
export function headersOf(given: Readonly<Record<string, unknown>>, hasBody: boolean): Record<string, string> {
  const headers = Object.entries(given).flatMap(([name, value]): [string, string][] =>
    value === null || value === undefined ? [] : [[name, String(value as Json)]],
  );
  const typed = headers.some(([name]) => name.toLowerCase() === "content-type");
  return Object.fromEntries(hasBody && !typed ? [...headers, ["Content-Type", "application/json"]] : headers);
}

/** What an answer is to the step: its output, or what it fails with (8x8-automation.md section 7). */
export function answerOfHttp(
  result: HttpRequestResult | undefined,
  { method, url }: JsonObject,
): { readonly output: JsonObject } | { readonly failed: string } {
  if (!result) return { failed: `Call failed. There was no answer: ${String(method)} ${String(url)}` };
  if ("failure" in result) {
    const { kind, text } = result.failure;
    const why = kind === "timeout" ? `The request timed out: ${text}` : text;
    return { failed: `Call failed. ${why}: ${String(method)} ${String(url)}` };
  }
  const body = readBody(result.body ?? "");
  if ("failed" in body) return body;
  return { output: { responseCode: result.status, reasonPhrase: result.reason, responseBody: body.value } };
}

/** An empty answer is null; the text of the error is the vendor's. */
function readBody(text: string): { readonly value: Json } | { readonly failed: string } {
  const json = text.replace(/^\uFEFF/, "").trim();
  if (json === "") return { value: null };
  try {
    return { value: JSON.parse(json) as Json };
  } catch {
    const [first = ""] = json;
    return { failed: `Unexpected character encountered while parsing value: ${first}. Path '', line 0, position 0.` };
  }
}

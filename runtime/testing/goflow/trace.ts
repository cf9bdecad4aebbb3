const HEADERS_END = "\r\n\r\n";

/** An HTTP message without its headers: the first line without the version, and the body, laid out anew where it is JSON. */
export function comparableTrace(trace: string): string {
  const end = trace.indexOf(HEADERS_END);
  if (end < 0) return trace;
  const [first = ""] = trace.slice(0, end).split("\r\n");
  return `${first.replace(/HTTP\/\d\.\d/, "HTTP")}\n${comparableBody(trace.slice(end + HEADERS_END.length))}`;
}

function comparableBody(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body));
  } catch {
    return body;
  }
}

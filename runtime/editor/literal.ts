import type { Json } from "../json.js";

/** A value as JavaScript that may stand in a script element. */
export function literal(value: Json): string {
  return inScript(JSON.stringify(value));
}

/** Text that may stand in a script element: the browser would take `</script` and `<!--` for markup. */
export function inScript(text: string): string {
  return text.replace(/<(?=\/script|!--)/gi, "<\\");
}

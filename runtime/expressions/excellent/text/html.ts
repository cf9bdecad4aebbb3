import { decodeHTML } from "entities";

/** Replaces character references of HTML by their characters; non-breaking spaces become plain ones. */
export function decodeHtml(text: string): string {
  return decodeHTML(text).replaceAll("\u00a0", " ");
}

/** The key of a result by its name: lower case, other characters than letters and digits one `_` a run. */
export function snakify(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}_]+/gu, "_");
}

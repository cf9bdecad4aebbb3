/** Deeper JSON would overflow the stack of the machine in the recursive code of QuickJS, which does not check it. */
export const MAX_DEPTH = 1000;

/** Whether arrays and objects are nested more than `MAX_DEPTH` deep in a JSON text. */
export function isTooDeep(json: string): boolean {
  // Each level needs two characters.
  if (json.length <= 2 * MAX_DEPTH) return false;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index];
    if (inString) {
      if (character === "\\") index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "[" || character === "{") {
      depth += 1;
      if (depth > MAX_DEPTH) return true;
    } else if (character === "]" || character === "}") depth -= 1;
  }
  return false;
}

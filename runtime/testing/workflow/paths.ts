import type { StepPath } from "./scenario.js";

/** A path that is still to be walked, or several side by side. */
type Rest = readonly StepPath[];

/**
 * Whether steps that were started in this order are a walk of the expected paths: those of a set are walked side by side, in any
 * mixture. Several paths may begin with the same step, so each choice is tried.
 */
export function isWalkOf(expected: StepPath, started: readonly string[]): boolean {
  return walks(opened([expected]), started);
}

function walks(paths: Rest, started: readonly string[]): boolean {
  const [step, ...later] = started;
  if (step === undefined) return paths.length === 0;
  return paths.some(([first, ...rest], index) => {
    if (first !== step) return false;
    return walks(opened([...paths.slice(0, index), rest, ...paths.slice(index + 1)]), later);
  });
}

/** The paths that begin with a step: a set at the head of a path is taken apart, and what is empty is walked. */
function opened(paths: Rest): Rest {
  return paths.flatMap((path) => {
    const [first] = path;
    if (first === undefined) return [];
    return typeof first === "string" ? [path] : opened(first);
  });
}

import type { AnyStep } from "../step.js";
import { findStep } from "../steps.js";
import type { Problems, StepLookup } from "./result.js";

/** What one system calls its steps, and which there are. */
export interface Catalogue {
  /** Prefix of the type ids, such as `call`. */
  readonly family: string;
  /** The system's word for a step, such as `action type`. */
  readonly noun: string;
  readonly types: readonly string[];
}

/** The step of a documented type. A type that is unknown, or that no step was written for, is a problem. */
export function findDocumented(
  catalogue: Catalogue,
  type: string,
  problems: Problems,
  lookup: StepLookup = findStep,
): AnyStep | undefined {
  if (!catalogue.types.includes(type)) {
    const what = type === "" ? "is missing" : `there is no ${catalogue.noun} '${type}'`;
    problems.add("type", `${what}; there are: ${catalogue.types.join(", ")}`);
    return undefined;
  }
  const step = lookup(`${catalogue.family}-${type}`);
  if (!step) problems.add("type", `${catalogue.noun} '${type}' is not available`);
  return step;
}

import type { Json } from "../../../json.js";

/** A parameter of a helper function, as GET /steps/functions lists it. */
export interface HelperParameter {
  readonly name: string;
  readonly type: "string" | "boolean";
  readonly required: boolean;
  /** What an optional parameter is when left out. */
  readonly default: Json;
  readonly description: string;
  readonly example: Json;
}

/** What there is to know of a function that scripts can call beside those of JavaScript. */
export interface HelperDescription {
  readonly name: string;
  readonly description: string;
  readonly example: string;
  readonly parameters: readonly HelperParameter[];
}

/** What helpers need from the outside. */
export interface HelperServices {
  uuid(): string;
}

/** A helper function with its description; missing and undefined arguments reach `call` as null. */
export interface Helper extends HelperDescription {
  /** Another spelling, which is not listed. */
  readonly alias?: string;
  /** @throws HelperArgumentError where an argument is not what the description says. */
  call(args: readonly Json[], services: HelperServices): Json;
}

/** The names under which scripts call a helper. */
export function namesOf({ name, alias }: Pick<Helper, "name" | "alias">): readonly string[] {
  return alias === undefined ? [name] : [name, alias];
}

/** A wrong argument of a helper; the sandbox hands it to the script as an error of its own, it never gets further. */
export class HelperArgumentError extends Error {
  override readonly name = "HelperArgumentError";
}

/** The argument at `position` as text; an error names the function and the parameter. */
export function requireText(helper: HelperDescription, args: readonly Json[], position: number): string {
  const value = args[position];
  if (typeof value === "string") return value;
  const parameter = helper.parameters[position]?.name ?? `argument ${position + 1}`;
  throw new HelperArgumentError(`${helper.name}: ${parameter} must be a text, not ${JSON.stringify(value ?? null)}`);
}

/** The argument at `position` as text, numbers and booleans too, or undefined where it is null or missing. */
export function optionalText(helper: HelperDescription, args: readonly Json[], position: number): string | undefined {
  const value = args[position] ?? undefined;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return value === undefined ? undefined : requireText(helper, args, position);
}

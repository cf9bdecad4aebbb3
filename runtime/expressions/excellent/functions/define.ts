import type { Environment } from "../environment.js";
import {
  asFunction,
  toArray,
  toBoolean,
  toDate,
  toDateTime,
  toInteger,
  toNumber,
  toObject,
  toTime,
} from "../values/convert.js";
import type { XFunction } from "../values/function.js";
import { toText } from "../values/render.js";
import { error, isError, type XError, type XValue } from "../values/value.js";

/** A parameter of a function: how an argument becomes what the function works with. */
export interface Parameter<T> {
  readonly convert: (environment: Environment, argument: XValue) => T | XError;
  readonly isOptional?: boolean;
}

/** A parameter may leave its argument out; the function then sees undefined. */
export function optional<T>(parameter: Parameter<T>): Parameter<T | undefined> {
  return { ...parameter, isOptional: true };
}

function parameter<T>(convert: (environment: Environment, argument: XValue) => T | XError): Parameter<T> {
  return { convert };
}

export const text = parameter((_environment, argument) => toText(argument));
export const number = parameter((_environment, argument) => toNumber(argument));
export const integer = parameter((_environment, argument) => toInteger(argument));
export const boolean = parameter((_environment, argument) => toBoolean(argument));
export const array = parameter((_environment, argument) => toArray(argument));
export const object = parameter((_environment, argument) => toObject(argument));
export const date = parameter(toDate);
export const time = parameter(toTime);
export const datetime = parameter(toDateTime);
/** Any value but an error. */
export const value = parameter((_environment, argument): XValue => argument);
/** A function. Whatever else is given, errors included, gets the one message. */
export const callable = parameter(
  (_environment, argument) => asFunction(argument) ?? error("requires an function as its second argument"),
);

/** Any value, errors included: for the functions that look at errors. */
export const anything: Parameter<{ readonly argument: XValue }> = parameter((_environment, argument) => ({ argument }));

type Parameters = readonly Parameter<unknown>[];
type Arguments<P extends Parameters> = { [K in keyof P]: P[K] extends Parameter<infer T> ? T : never };

/**
 * A function of a fixed list of parameters, the optional ones last. Arguments are converted in order and the first
 * error is the result.
 */
export function define<const P extends Parameters>(
  name: string,
  parameters: P,
  run: (environment: Environment, ...args: Arguments<P>) => XValue,
): XFunction {
  const min = parameters.filter((one) => one.isOptional !== true).length;
  return {
    type: "function",
    name,
    arity: { min, max: parameters.length },
    run: (environment, args) => {
      const converted: unknown[] = [];
      for (const [index, argument] of args.entries()) {
        const result = parameters[index]?.convert(environment, argument);
        if (isError(result)) return result;
        converted.push(result);
      }
      return run(environment, ...(converted as unknown as Arguments<P>));
    },
  };
}

/** A function of `min` or more arguments of one kind, all converted first. */
export function defineVariadic<T>(
  name: string,
  min: number,
  { convert }: Parameter<T>,
  run: (environment: Environment, args: readonly T[]) => XValue,
): XFunction {
  return {
    type: "function",
    name,
    arity: { min },
    run: (environment, args) => {
      const converted: T[] = [];
      for (const argument of args) {
        const result = convert(environment, argument);
        if (isError(result)) return result;
        converted.push(result);
      }
      return run(environment, converted);
    },
  };
}

/** A function that looks at its arguments itself. */
export function defineRaw(name: string, min: number, max: number | undefined, run: XFunction["run"]): XFunction {
  return { type: "function", name, arity: max === undefined ? { min } : { min, max }, run };
}

/** One argument as a parameter takes it, for functions that look at their arguments themselves. */
export function toArgument<T>(one: Parameter<T>, environment: Environment, argument: XValue): T | XError {
  return one.convert(environment, argument);
}

import {
  toXValue,
  toJSON,
  toText,
  evaluateTemplateValue,
  defaultEnvironment,
  dateTimeFromMillis,
  isError,
  object,
  type Environment,
  type XValue,
} from "../../runtime/expressions/excellent/index.js";
import type { Clock } from "../../runtime/clock.js";
import type { Json } from "../../runtime/json.js";

/** A template of the settings cannot be evaluated; says which, and why. */
export class BadTemplate extends Error {
  override readonly name = "BadTemplate";
}

/** Evaluates the templates of the settings, which have the expressions of the contact family (`@...`). */
export class Templates {
  readonly #environment: Environment;

  constructor(clock: Pick<Clock, "now">) {
    this.#environment = {
      ...defaultEnvironment,
      now: () => dateTimeFromMillis(clock.now(), "UTC"),
      random: () => 0,
    };
  }

  /** The value of a template: a single expression keeps its type; null where there is none. Throws `BadTemplate`. */
  value(template: string, context: Readonly<Record<string, Json>>): Json {
    const value = this.#evaluate(template, context);
    return value === null ? null : toJSON(value);
  }

  /** Undefined for a template that there is not, and for one that gives nothing. Throws `BadTemplate`. */
  text(template: string | undefined, context: Readonly<Record<string, Json>>): string | undefined {
    if (template === undefined) return undefined;
    const text = toText(this.#evaluate(template, context));
    if (isError(text)) throw new BadTemplate(`'${template}' gives no text: ${text.message}`);
    return text === "" ? undefined : text;
  }

  /** A document with all its texts evaluated. Throws `BadTemplate`. */
  document(document: Json, context: Readonly<Record<string, Json>>): Json {
    if (typeof document === "string") return this.value(document, context);
    if (Array.isArray(document)) return document.map((item) => this.document(item, context));
    if (typeof document !== "object" || document === null) return document;
    return Object.fromEntries(
      Object.entries(document).map(([name, item]) => [name, this.document(item ?? null, context)]),
    );
  }

  #evaluate(template: string, context: Readonly<Record<string, Json>>): XValue {
    const names = object(Object.fromEntries(Object.entries(context).map(([name, value]) => [name, toXValue(value)])));
    const value = evaluateTemplateValue(template, names, this.#environment);
    if (isError(value)) throw new BadTemplate(`'${template}' cannot be evaluated: ${value.message}`);
    return value;
  }
}

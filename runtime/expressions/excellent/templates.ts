import type { Environment } from "./environment.js";
import { evaluate } from "./evaluate.js";
import type { TemplatePart } from "./template/ast.js";
import { BoundedCache } from "../../bounded-cache.js";
import { parseExpression } from "./template/parser.js";
import { scan } from "./template/scanner.js";
import type { XObject } from "./values/object.js";
import { toText } from "./values/render.js";
import { isError, type XError, type XValue } from "./values/value.js";

/** A text made from a template, and what went wrong with parts of it. */
export interface EvaluatedText {
  readonly text: string;
  readonly errors: string[];
}

/** A value made from a template, and what went wrong with parts of it. */
export interface EvaluatedValue {
  readonly value: XValue;
  readonly errors: string[];
}

export interface TemplateOptions {
  /** Characters after which the text is cut and ends in "..."; none without it. */
  readonly maxCharacters?: number;
  /** Applied to the text of each expression, not to what stands around it. */
  readonly escape?: (text: string) => string;
}

/** Templates kept parsed: more than the flows of a busy process have. */
const CACHE_SIZE = 10_000;

/** Parsed templates, of one set of top-level names each. */
const caches = new Map<string, BoundedCache<string, readonly TemplatePart[]>>();
const MAX_NAME_SETS = 100;
/** The cache of the names of a context, so that names are compared once per context. */
const cacheOfContext = new WeakMap<XObject, BoundedCache<string, readonly TemplatePart[]>>();

/** Evaluates a template to text (goflow.md section 20): expressions that fail contribute nothing but their error. */
export function evaluateTemplate(
  template: string,
  context: XObject,
  environment: Environment,
  options: TemplateOptions = {},
): EvaluatedText {
  const errors: string[] = [];
  let text = "";
  for (const part of parse(template, context)) {
    text += part.type === "text" ? part.text : evaluatePart(part, context, environment, options.escape, errors);
  }
  return { text: options.maxCharacters === undefined ? text : truncate(text, options.maxCharacters), errors };
}

/**
 * Evaluates a template to a value: one that is a single expression keeps its type, and an error is such a value;
 * others give text, whose errors are lost here (see `evaluateOperand`).
 */
export function evaluateTemplateValue(template: string, context: XObject, environment: Environment): XValue {
  return evaluateOperand(template, context, environment).value;
}

/** As `evaluateTemplateValue`, with the errors of a template that gave text. */
export function evaluateOperand(template: string, context: XObject, environment: Environment): EvaluatedValue {
  const trimmed = template.trim();
  const parts = parse(trimmed, context);
  const [part] = parts;
  if (parts.length === 1 && part?.type === "evaluated") {
    return { value: evaluateExpression(part, context, environment), errors: [] };
  }
  const { text, errors } = evaluateTemplate(trimmed, context, environment);
  return { value: text, errors };
}

type EvaluatedPart = Extract<TemplatePart, { type: "evaluated" }>;

function evaluateExpression(part: EvaluatedPart, context: XObject, environment: Environment): XValue {
  return isError(part.expression) ? part.expression : evaluate(part.expression, { context, environment });
}

function evaluatePart(
  part: EvaluatedPart,
  context: XObject,
  environment: Environment,
  escape: ((text: string) => string) | undefined,
  errors: string[],
): string {
  const text: string | XError = toText(evaluateExpression(part, context, environment));
  if (!isError(text)) return escape ? escape(text) : text;
  errors.push(`error evaluating ${part.source}: ${text.message}`);
  return "";
}

function parse(template: string, context: XObject): readonly TemplatePart[] {
  const cache = cacheOfContext.get(context) ?? findCache(context);
  let parts = cache.get(template);
  if (!parts) cache.set(template, (parts = parseTemplate(template, (name) => context.ownNames.includes(name))));
  return parts;
}

function findCache(context: XObject): BoundedCache<string, readonly TemplatePart[]> {
  const names = context.ownNames.join(" ");
  let cache = caches.get(names);
  if (!cache) {
    if (caches.size >= MAX_NAME_SETS) caches.clear();
    caches.set(names, (cache = new BoundedCache(CACHE_SIZE)));
  }
  cacheOfContext.set(context, cache);
  return cache;
}

/** Cuts a template into parts and parses them. */
export function parseTemplate(template: string, isTopLevel: (name: string) => boolean): TemplatePart[] {
  return scan(template, isTopLevel).map((part): TemplatePart => {
    if (part.type === "text") return part;
    const source = part.type === "identifier" ? `@${part.source}` : `@(${part.source})`;
    return { type: "evaluated", source, expression: parseExpression(part.source) };
  });
}

/** At most so many characters, the last three being dots if something was cut off. */
function truncate(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const characters = Array.from(text);
  if (characters.length <= maxCharacters) return text;
  return `${characters.slice(0, Math.max(0, maxCharacters - 3)).join("")}...`;
}

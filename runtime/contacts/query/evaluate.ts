import { Decimal, type Environment, type XDateTime } from "../../expressions/excellent/index.js";
import { nameTokens } from "./name-tokens.js";
import { isAttributeNamed, type Property } from "./properties.js";
import type { Condition, Operator, QueryNode } from "./syntax.js";
import { dayValue, numberValue } from "./values.js";

export type QueryValue = string | Decimal | XDateTime;

/** The values that someone has of a property: none if it is not set, several URNs or groups. */
export type QueryValues = (property: Property) => readonly QueryValue[];

/** Whether a query selects someone (goflow.md section 17, "Evaluation"). */
export function evaluateQuery(query: QueryNode, values: QueryValues, environment: Environment): boolean {
  if (query.kind === "condition") return evaluateCondition(query, values(query.property), environment);
  const left = evaluateQuery(query.left, values, environment);
  if (left === (query.operator === "or")) return left;
  return evaluateQuery(query.right, values, environment);
}

function evaluateCondition(condition: Condition, values: readonly QueryValue[], environment: Environment): boolean {
  const { operator, value } = condition;
  if (value === "" && operator === "=") return values.length === 0;
  if (value === "" && operator === "!=") return values.length > 0;
  if (values.length === 0) return false;
  const holds = (of: QueryValue): boolean => compare(condition, of, environment);
  return operator === "!=" ? values.every(holds) : values.some(holds);
}

function compare({ property, operator, value }: Condition, actual: QueryValue, environment: Environment): boolean {
  if (typeof actual === "string") {
    return isAttributeNamed(property, "name") && operator === "~"
      ? nameContains(actual, value)
      : compareTexts(actual, operator, value);
  }
  if (actual instanceof Decimal) return compareNumbers(actual, operator, value);
  return compareWithDay(actual, operator, value, environment);
}

function compareTexts(actual: string, operator: Operator, value: string): boolean {
  const [text, wanted] = [actual, value].map((side) => side.trim().toLowerCase()) as [string, string];
  switch (operator) {
    case "=":
      return text === wanted;
    case "!=":
      return text !== wanted;
    case "~":
      return text.includes(wanted);
    default:
      return false;
  }
}

/** Any word that is asked for begins any word of the name. */
function nameContains(name: string, value: string): boolean {
  const words = nameTokens(name);
  return nameTokens(value).some((wanted) => words.some((word) => word.startsWith(wanted)));
}

function compareNumbers(actual: Decimal, operator: Operator, value: string): boolean {
  const wanted = numberValue(value);
  if (!wanted) return false;
  switch (operator) {
    case "=":
      return actual.eq(wanted);
    case "!=":
      return !actual.eq(wanted);
    case "<":
      return actual.lt(wanted);
    case "<=":
      return actual.lte(wanted);
    case ">":
      return actual.gt(wanted);
    case ">=":
      return actual.gte(wanted);
    case "~":
      return false;
  }
}

/** A value in another date format than this environment's (a group's query was read by that of its assets) selects nobody. */
function compareWithDay(actual: XDateTime, operator: Operator, value: string, environment: Environment): boolean {
  const day = dayValue(value, environment);
  if (!day) return false;
  // Days begin and end with whole seconds, so that the fraction decides nothing.
  const { epochSecond } = actual;
  const isInside = epochSecond >= day.start && epochSecond < day.end;
  switch (operator) {
    case "=":
      return isInside;
    case "!=":
      return !isInside;
    case "<":
      return epochSecond < day.start;
    case "<=":
      return epochSecond < day.end;
    case ">":
      return epochSecond >= day.end;
    case ">=":
      return epochSecond >= day.start;
    case "~":
      return false;
  }
}

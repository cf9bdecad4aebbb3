import type { Environment } from "../../expressions/excellent/index.js";
import { isLanguage } from "../languages.js";
import { QueryError } from "./errors.js";
import { MIN_TOKEN_BYTES, nameTokens } from "./name-tokens.js";
import { isAttributeNamed, isUrnProperty, type QueryResolver, valueTypeOf } from "./properties.js";
import type { AttributeName, Condition } from "./syntax.js";
import { dayValue, numberValue } from "./values.js";

/** Characters that a part of a URN needs to be searched for. */
const MIN_URN_PART = 3;

/** Attributes that every contact has, or of which "set" means nothing. */
const ALWAYS_SET: readonly AttributeName[] = ["uuid", "id", "created_on", "group", "tickets"];

/**
 * Checks that a condition makes sense for its property (goflow.md section 17, "Validation").
 *
 * @throws QueryError
 */
export function validateCondition(
  condition: Condition,
  environment: Environment,
  resolver: QueryResolver | undefined,
): void {
  const { property, operator, value } = condition;
  if (operator === "~") checkContains(condition);
  else if (operator !== "=" && operator !== "!=") checkComparison(condition);
  else if (value === "") return checkSetCheck(condition);

  const type = valueTypeOf(property);
  if (type === "number" && !numberValue(value)) {
    throw new QueryError(`can't convert '${value}' to a number`, "invalid_number", { value });
  }
  if (type === "datetime" && !dayValue(value, environment)) {
    throw new QueryError(`can't convert '${value}' to a date`, "invalid_date", { value });
  }
  if (isAttributeNamed(property, "group") && resolver && !resolver.group(value)) {
    throw new QueryError(`'${value}' is not a valid group name`, "invalid_group", { value });
  }
  if (isAttributeNamed(property, "language") && !isLanguage(value)) {
    throw new QueryError(`'${value}' is not a valid language code`, "invalid_language", { value });
  }
}

function checkContains({ property, value }: Condition): void {
  if (isAttributeNamed(property, "name")) {
    if (nameTokens(value).length > 0) return;
    throw new QueryError(
      `contains operator on name requires token of minimum length ${MIN_TOKEN_BYTES}`,
      "invalid_partial_name",
      { min_token_length: String(MIN_TOKEN_BYTES) },
    );
  }
  if (!isUrnProperty(property)) {
    throw new QueryError("contains conditions can only be used with name or URN values", "unsupported_contains", {
      property: property.key,
    });
  }
  if ([...value].length < MIN_URN_PART) {
    throw new QueryError(
      `contains operator on URN requires value of minimum length ${MIN_URN_PART}`,
      "invalid_partial_urn",
      {
        min_value_length: String(MIN_URN_PART),
      },
    );
  }
}

function checkComparison({ property, operator }: Condition): void {
  const type = valueTypeOf(property);
  if (type === "number" || type === "datetime" || type === "unknown") return;
  throw new QueryError(
    `comparisons with ${operator} can only be used with date and number fields`,
    "unsupported_comparison",
    { property: property.key, operator },
  );
}

function checkSetCheck({ property, operator }: Condition): void {
  if (property.type !== "attribute" || !ALWAYS_SET.includes(property.key)) return;
  throw new QueryError(`can't check whether '${property.key}' is set or not set`, "unsupported_setcheck", {
    property: property.key,
    operator,
  });
}

import { urnParts } from "../urns.js";
import { nameTokens } from "./name-tokens.js";
import type { Condition } from "./syntax.js";

/** Digits that are part of a phone number rather than of a name. */
const NUMBER_PART = /^\+?[-0-9]{4,}$/;
const INTEGER = /^[+-]?[0-9]+$/;
const MAX_ID = 2n ** 63n;

/** The condition that a value without a property means (goflow.md section 17, "Implicit conditions"). */
export function implicitCondition(value: string, redactsUrns: boolean): Condition {
  return (redactsUrns ? idCondition(value) : urnCondition(value)) ?? nameCondition(value);
}

/** Where URNs are redacted, contacts are known by their ids. */
function idCondition(value: string): Condition | undefined {
  if (!INTEGER.test(value)) return undefined;
  const id = BigInt(value.replace("+", ""));
  if (id >= MAX_ID || id < -MAX_ID) return undefined;
  return { kind: "condition", property: { type: "attribute", key: "id" }, operator: "=", value: String(id) };
}

function urnCondition(value: string): Condition | undefined {
  const urn = urnParts(value);
  if (urn) return { kind: "condition", property: { type: "scheme", key: urn.scheme }, operator: "=", value: urn.path };
  if (!NUMBER_PART.test(value)) return undefined;
  return {
    kind: "condition",
    property: { type: "scheme", key: "tel" },
    operator: "~",
    value: value.replaceAll("-", ""),
  };
}

/** Names without a word long enough to be searched for are compared as a whole. */
function nameCondition(value: string): Condition {
  return {
    kind: "condition",
    property: { type: "attribute", key: "name" },
    operator: nameTokens(value).length > 0 ? "~" : "=",
    value,
  };
}

import { isJsonObject, type JsonObject } from "../../json.js";
import type { StoredDefinition } from "../../store/store.js";

/** A definition as the API shows it: as posted, with what the service gave it, at the top and inside (8x8-automation.md D23). */
export function definitionView({ id, version, owner, at, document }: StoredDefinition): JsonObject {
  const { subAccountId, subaccountId, definition, ...rest } = document;
  const subAccount = subAccountId ?? subaccountId ?? null;
  return {
    ...rest,
    ...(owner !== undefined && { accountId: owner }),
    id,
    version,
    createdAt: new Date(at).toISOString(),
    ...(subAccount !== null && { subAccountId: subAccount }),
    status: rest["status"] ?? "disabled",
    definition: { ...(isJsonObject(definition) && definition), id, version },
  };
}

import { readPhoneNumber } from "../../../contacts/phones.js";
import { formatUrn, normalizeUrn, parseUrn, urnIdentity, urnProblem } from "../../../contacts/urns.js";
import { expectEqual } from "../../expect.js";
import { tableOf, type TableKind } from "./table.js";

/** Tables of URNs: taken apart, put together, checked, normalized. */
export const urnTables: readonly TableKind[] = [
  tableOf<{ input: string; scheme: string; path: string; query: string; fragment: string; error: string | null }>(
    ["input", "scheme", "fragment"],
    ({ input, scheme, path, query, fragment, error }) => {
      const parsed = parseUrn(input);
      if (error !== null) return expectEqual("problem", error, parsed.ok ? "none" : parsed.problem);
      expectEqual(
        "parts",
        { scheme, path, query, display: fragment },
        parsed.ok ? { ...parsed.parts } : parsed.problem,
      );
    },
  ),
  tableOf<{ scheme: string; path: string; display: string; expected: string; identity: string; error: string | null }>(
    ["scheme", "path", "identity"],
    ({ scheme, path, display, expected, identity, error }) => {
      const urn = formatUrn({ scheme, path, query: "", display });
      if (error !== null) return expectEqual("problem", error, urnProblem(urn));
      expectEqual("URN", expected, urn);
      expectEqual("identity", identity, urnIdentity(urn));
    },
  ),
  tableOf<{ rawURN: string; country: string; expected: string }>(
    ["rawURN", "country"],
    ({ rawURN, country, expected }) => expectEqual("URN", expected, normalizeUrn(rawURN, country)),
  ),
  tableOf<{ urn: string; error: string | null }>(["urn", "error"], ({ urn, error }) =>
    expectEqual("problem", error, urnProblem(urn) ?? null),
  ),
  tableOf<{ input: string; country: string; parsed: string }>(["input", "country", "parsed"], (one) =>
    expectEqual("number", one.parsed, readPhoneNumber(one.input, one.country) ?? ""),
  ),
];

import type { Call } from "../../session/call.js";
import type { ScenarioCall } from "./scenario.js";

/**
 * Names of legs by their ids: `a`, `b` and `c` are the parties of the scenario, also where a flow dials them; whoever else is dialled
 * is `t`.
 */
export function legNames(call: Call | undefined, parties: ScenarioCall): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [id, { number }] of Object.entries(call?.legs ?? {})) {
    const given = [...names.values()];
    const party = (["b", "c"] as const).find((leg) => parties[leg]?.number === number && !given.includes(leg));
    names.set(id, ["a", "b", "c"].includes(id) ? id : (party ?? "t"));
  }
  return names;
}

/** A value with the names of legs in place of their ids; lists of legs in the order of the names. */
export function renamed<Value>(value: Value, names: ReadonlyMap<string, string>): Value {
  let text = JSON.stringify(value);
  for (const [id, name] of names) if (id !== name) text = text.replaceAll(JSON.stringify(id), JSON.stringify(name));
  return JSON.parse(text, (key, item: unknown) =>
    key === "legs" && Array.isArray(item) ? (item as string[]).toSorted() : item,
  ) as Value;
}

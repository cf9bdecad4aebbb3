import type { Port } from "../../ports.js";

/** Where the entries of an option were before they were edited: new index or key -> the former one. */
export type Origins = (option: string) => ReadonlyMap<string, string> | undefined;

/**
 * What Node-RED wants to know when a node's outputs change, so that wires follow their exits: former index -> new one, "-1" for
 * a port that is gone, and a key that is no number for each port that is new (Node-RED's switch node does the same).
 */
export function outputMap(
  before: readonly Port[],
  after: readonly Port[],
  origins: Origins,
): Record<string, number | "-1"> {
  const map: Record<string, number | "-1"> = {};
  before.forEach((_, index) => (map[index] = "-1"));
  after.forEach((port, index) => {
    const former = formerPort(port, before, origins);
    const key = former ? String(before.indexOf(former)) : `new${index}`;
    map[key] = index;
  });
  return map;
}

/** The port that a port was before the options were edited: that of the same entry, else of the same fixed exit. */
export function formerPort(port: Port, before: readonly Port[], origins: Origins): Port | undefined {
  const { entry } = port;
  if (!entry) return before.find((former) => !former.entry && former.id === port.id);
  const key = origins(entry.option)?.get(entry.key);
  return before.find((former) => former.entry?.option === entry.option && former.entry.key === key);
}

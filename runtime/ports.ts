/**
 * Which exits a step has, and so which output ports. This file is the only reader of exit rules: the engine, the formats and
 * the editor in the browser all use it, so it imports nothing.
 */

/** A named way out of a step. In the editor one output port; `label` is what a person reads there (default: the id). */
export interface Exit {
  readonly id: string;
  readonly label?: string;
}

/** An exit for each entry of an option: each object of a list, each text of a list, or each key of a map. */
export interface ExitForEach<Option extends string = string> {
  /** The option that has the entries. */
  readonly each: Option;
  /** Put before a key or text to make the exit's id, so that nothing a person types is the id of a fixed exit. */
  readonly prefix?: string;
  /** In a list of objects: the property that is the exit's id. */
  readonly id?: string;
  /** In a list of objects: the property that a person reads. */
  readonly label?: string;
  /** In a list of objects: the property that is the id which the source document gives the exit (`ProgramNode.exitIds`). */
  readonly documentId?: string;
  /** The exit there is instead where there is no entry. */
  readonly otherwise?: string;
}

/** A fixed exit, or exits by the entries of an option. */
export type ExitRule<Option extends string = string> = string | Exit | ExitForEach<Option>;

/** An exit with the entry it is for: index in the list, or key of the map. */
export interface Port extends Exit {
  readonly entry?: { readonly option: string; readonly key: string };
  readonly documentId?: string;
}

/** The ports of a step with these options, in order. Entries without an id, and those that repeat one, have none. */
export function portsOf(rules: readonly ExitRule[], options: object): readonly Port[] {
  const ports = new Map<string, Port>();
  for (const rule of rules) {
    for (const port of portsOfRule(rule, options)) if (!ports.has(port.id)) ports.set(port.id, port);
  }
  return [...ports.values()];
}

function portsOfRule(rule: ExitRule, options: object): readonly Port[] {
  if (typeof rule === "string") return [{ id: rule }];
  if (!("each" in rule)) return [rule];
  const ports = entriesOf((options as Record<string, unknown>)[rule.each]).flatMap(([key, value]) => {
    const port = portOfEntry(rule, value);
    return port ? [{ ...port, entry: { option: rule.each, key } }] : [];
  });
  return ports.length === 0 && rule.otherwise !== undefined ? [{ id: rule.otherwise }] : ports;
}

/** Entries as pairs of place and value; of a map, the key is both. */
function entriesOf(option: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(option)) return option.map((value, index) => [String(index), value] as const);
  if (typeof option === "object" && option !== null) return Object.keys(option).map((key) => [key, key] as const);
  return [];
}

function portOfEntry(rule: ExitForEach, value: unknown): Port | undefined {
  if (typeof value === "string") return { id: `${rule.prefix ?? ""}${value}`, label: value === "" ? '""' : value };
  if (typeof value !== "object" || value === null || rule.id === undefined) return undefined;
  const fields = value as Record<string, unknown>;
  const id = fields[rule.id];
  if (typeof id !== "string" || id === "") return undefined;
  const label = fields[rule.label ?? rule.id];
  const documentId = fields[rule.documentId ?? ""];
  return {
    id: `${rule.prefix ?? ""}${id}`,
    label: typeof label === "string" && label !== "" ? label : id,
    ...(typeof documentId === "string" && { documentId }),
  };
}

/** Something to be placed: a step, or a block of steps. Width and height in pixels. */
export interface Unit {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** How far below the unit's top a wire comes in. */
  readonly inlet: number;
}

/** A wire from one unit to another. */
export type Edge = readonly [from: string, to: string];

/**
 * The units in columns from left to right: each stands right of all that lead to it. Wires of loops, which lead back, do not
 * count.
 *
 * @param units in the order of the flow; the first are looked at first.
 */
export function columnsOf(units: readonly Unit[], edges: readonly Edge[]): readonly (readonly Unit[])[] {
  const { order, forward } = withoutLoops(units, edges);
  const depths = new Map<string, number>();
  for (const id of order) {
    const depth = depths.get(id) ?? 0;
    depths.set(id, depth);
    for (const to of forward.get(id) ?? []) depths.set(to, Math.max(depths.get(to) ?? 0, depth + 1));
  }
  const columns: Unit[][] = [];
  for (const unit of units) (columns[depths.get(unit.id) ?? 0] ??= []).push(unit);
  return columns;
}

/** Walks through the graph depth first; the wires that lead back to where it came from are left out. */
function withoutLoops(
  units: readonly Unit[],
  edges: readonly Edge[],
): { order: readonly string[]; forward: ReadonlyMap<string, readonly string[]> } {
  const targets = new Map(
    units.map((unit) => [unit.id, edges.filter(([from]) => from === unit.id).map(([, to]) => to)]),
  );
  const forward = new Map<string, string[]>(units.map((unit) => [unit.id, []]));
  const state = new Map<string, "open" | "done">();
  const finished: string[] = [];
  for (const { id: root } of units) {
    if (state.has(root)) continue;
    state.set(root, "open");
    const path = [{ id: root, rest: [...(targets.get(root) ?? [])] }];
    for (let top = path[path.length - 1]; top; top = path[path.length - 1]) {
      const to = top.rest.shift();
      if (to === undefined) {
        state.set(top.id, "done");
        finished.push(top.id);
        path.pop();
      } else if (state.get(to) !== "open") {
        forward.get(top.id)?.push(to);
        if (!state.has(to)) {
          state.set(to, "open");
          path.push({ id: to, rest: [...(targets.get(to) ?? [])] });
        }
      }
    }
  }
  return { order: finished.reverse(), forward };
}

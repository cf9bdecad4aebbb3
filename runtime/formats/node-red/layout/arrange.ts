import type { Edge, Unit } from "./layers.js";

const SWEEPS = 4;

/** Orders the units of each column so that wires cross little: each unit near the middle of those it is wired to. */
export function arrange(columns: readonly (readonly Unit[])[], edges: readonly Edge[]): readonly (readonly Unit[])[] {
  const neighbours = { before: groupEdges(edges, 1, 0), after: groupEdges(edges, 0, 1) };
  let arranged = columns.map((column) => [...column]);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const side = sweep % 2 === 0 ? neighbours.before : neighbours.after;
    const places = placesOf(arranged);
    arranged = arranged.map((column) => {
      const wanted = new Map(
        column.map((unit) => [unit.id, mean(side.get(unit.id) ?? [], places) ?? places.get(unit.id) ?? 0]),
      );
      return column.toSorted((a, b) => (wanted.get(a.id) ?? 0) - (wanted.get(b.id) ?? 0));
    });
  }
  return arranged;
}

/** Where each unit stands in its column, from 0 at the top to 1. */
function placesOf(columns: readonly (readonly Unit[])[]): ReadonlyMap<string, number> {
  return new Map(
    columns.flatMap((column) => column.map((unit, index) => [unit.id, (index + 0.5) / column.length] as const)),
  );
}

function groupEdges(edges: readonly Edge[], key: 0 | 1, value: 0 | 1): ReadonlyMap<string, readonly string[]> {
  const grouped = new Map<string, string[]>();
  for (const edge of edges) {
    const list = grouped.get(edge[key]) ?? [];
    grouped.set(edge[key], [...list, edge[value]]);
  }
  return grouped;
}

/** The mean place of some units; undefined if none of them has one. */
export function mean(ids: readonly string[], places: ReadonlyMap<string, number>): number | undefined {
  const known = ids.flatMap((id) => places.get(id) ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, place) => sum + place, 0) / known.length;
}

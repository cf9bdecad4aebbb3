import { arrange, mean } from "./arrange.js";
import { columnsOf, type Edge, type Unit } from "./layers.js";

/** Top left corner, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const COLUMN_GAP = 80;
const ROW_GAP = 40;

/** A long flow goes on in a new line below, as text does: the editor's canvas is 8000 pixels wide, a screen far less. */
const LINE_WIDTH = 2400;
const LINE_GAP = 100;

/** The editor's grid. */
const GRID = 20;

/** Places units from left to right by depth, so that no two overlap, and wires run straight where they can. */
export function place(units: readonly Unit[], edges: readonly Edge[], origin: Point): ReadonlyMap<string, Point> {
  const columns = arrange(columnsOf(units, edges), edges);
  const firstLine = Math.max(0, ...units.map((unit) => unit.inlet));
  const points = new Map<string, Point>();
  let { x, y: top } = origin;
  let bottom = top;
  let inlets = new Map<string, number>();
  for (const column of columns) {
    const width = Math.max(...column.map((unit) => unit.width));
    if (x > origin.x && x + width > origin.x + LINE_WIDTH) {
      [x, top, inlets] = [origin.x, bottom + LINE_GAP, new Map()];
    }
    let free = top;
    for (const unit of column) {
      const sources = edges.flatMap(([source, target]) => (target === unit.id ? source : []));
      const inlet = mean(sources, inlets) ?? (free === top ? top + firstLine : free + unit.inlet);
      const y = Math.max(free, Math.round(inlet - unit.inlet));
      points.set(unit.id, { x, y });
      inlets.set(unit.id, y + unit.inlet);
      bottom = Math.max(bottom, y + unit.height);
      free = y + unit.height + ROW_GAP;
    }
    x += Math.ceil((width + COLUMN_GAP) / GRID) * GRID;
  }
  return points;
}

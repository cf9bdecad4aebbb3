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

/** Places units from left to right by depth, so that no two overlap. */
export function place(units: readonly Unit[], edges: readonly Edge[], origin: Point): ReadonlyMap<string, Point> {
  const columns = arrange(columnsOf(units, edges), edges);
  const points = new Map<string, Point>();
  let { x, y: top } = origin;
  let bottom = top;
  let middles = new Map<string, number>();
  for (const column of columns) {
    const width = Math.max(...column.map((unit) => unit.width));
    if (x > origin.x && x + width > origin.x + LINE_WIDTH) {
      [x, top, middles] = [origin.x, bottom + LINE_GAP, new Map()];
    }
    let y = top;
    for (const unit of column) {
      const from = edges.flatMap(([source, target]) => (target === unit.id ? source : []));
      const wanted = (mean(from, middles) ?? y + unit.height / 2) - unit.height / 2;
      y = Math.max(y, toGrid(wanted));
      points.set(unit.id, { x, y });
      middles.set(unit.id, y + unit.height / 2);
      y = toGrid(y + unit.height + ROW_GAP);
      bottom = Math.max(bottom, y);
    }
    x = toGrid(x + width + COLUMN_GAP);
  }
  return points;
}

/** The editor's grid is 20 pixels wide. */
function toGrid(pixels: number): number {
  return Math.ceil(pixels / 20) * 20;
}

import type { Point } from "./place.js";
import type { Size } from "./size.js";

const STEP_GAP = 40;

/** What the editor keeps free between a group's border and its nodes, and for its label. */
const PADDING = 25;
const LABEL_HEIGHT = 35;

/** Many steps stand in several rows. */
const ROW_WIDTH = 1200;

/** The place of each step inside its group (top left corners, from the group's own), and the size of the group. */
export interface BlockLayout extends Size {
  readonly steps: readonly Point[];
  /** How far below the group's top a wire comes in. */
  readonly inlet: number;
}

/** Puts the steps of a block in a row, in the order they are visited; a long row goes on below. */
export function layOutBlock(sizes: readonly Size[]): BlockLayout {
  const steps: Point[] = [];
  let [y, width] = [PADDING + LABEL_HEIGHT, 0];
  const rows = rowsOf(sizes);
  const heights = rows.map((row) => Math.max(...row.map((size) => size.height)));
  for (const [index, row] of rows.entries()) {
    const height = heights[index] ?? 0;
    let x = PADDING;
    for (const size of row) {
      steps.push({ x, y: y + (height - size.height) / 2 });
      x += size.width + STEP_GAP;
    }
    width = Math.max(width, x - STEP_GAP + PADDING);
    y += height + STEP_GAP;
  }
  return { steps, width, height: y - STEP_GAP + PADDING, inlet: PADDING + LABEL_HEIGHT + (heights[0] ?? 0) / 2 };
}

function rowsOf(sizes: readonly Size[]): readonly (readonly Size[])[] {
  const rows: Size[][] = [];
  let width = Infinity;
  for (const size of sizes) {
    if (width + size.width > ROW_WIDTH) {
      rows.push([]);
      width = 0;
    }
    rows[rows.length - 1]?.push(size);
    width += size.width + STEP_GAP;
  }
  return rows;
}

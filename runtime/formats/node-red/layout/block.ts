import type { Point } from "./place.js";
import type { Size } from "./size.js";

const STEP_GAP = 40;

/** What the editor keeps free between a group's border and its nodes, and for its label. */
const PADDING = 25;
const LABEL_HEIGHT = 25;

/** Many steps stand in several rows. */
const ROW_WIDTH = 1200;

/** The place of each step inside its group (top left corners, from the group's own), and the size of the group. */
export interface BlockLayout extends Size {
  readonly steps: readonly Point[];
}

/** Puts the steps of a block in a row, in the order they are visited. */
export function layOutBlock(sizes: readonly Size[]): BlockLayout {
  let [x, y, rowHeight, width] = [PADDING, PADDING + LABEL_HEIGHT, 0, 0];
  const steps = sizes.map((size) => {
    if (x > PADDING && x + size.width > ROW_WIDTH) {
      [x, y, rowHeight] = [PADDING, y + rowHeight + STEP_GAP, 0];
    }
    const point = { x, y };
    width = Math.max(width, x + size.width + PADDING);
    rowHeight = Math.max(rowHeight, size.height);
    x += size.width + STEP_GAP;
    return point;
  });
  return { steps, width, height: y + rowHeight + PADDING };
}

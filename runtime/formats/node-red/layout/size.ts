/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A wide average: a label that is shorter on the screen leaves some room, a longer one would hide a wire. */
const CHARACTER_WIDTH = 8;

/** How large the editor draws a node: icon and paddings beside the label, 15 pixels for each port. */
export function nodeSize(label: string, outputs: number): Size {
  const width = Math.max(100, 20 * Math.ceil((label.length * CHARACTER_WIDTH + 57) / 20));
  return { width, height: Math.max(30, outputs * 15) };
}

import type { CharacterSet } from "./sets.js";
import type { Assertion, Tree } from "./tree.js";
import { InvalidPattern } from "./invalid-pattern.js";

/** One instruction of a compiled pattern; numbers are places in the program. */
export type Instruction =
  | { readonly op: "character"; readonly set: CharacterSet; readonly next: number }
  | { readonly op: "assert"; readonly assertion: Assertion; readonly next: number }
  | { readonly op: "save"; readonly slot: number; readonly next: number }
  /** Goes on where the program at `body` comes to a match of its own from here, or where it does not. */
  | { readonly op: "look"; readonly body: number; readonly isNegative: boolean; readonly next: number }
  | { readonly op: "split"; readonly preferred: number; readonly other: number }
  | { readonly op: "match" };

/** Instructions of one pattern; repetitions in repetitions would make millions. */
const MAX_INSTRUCTIONS = 10_000;

/** A pattern as a program; it starts at `start`. Slots 2n and 2n+1 are where group n begins and ends. */
export interface Program {
  readonly instructions: readonly Instruction[];
  readonly start: number;
  readonly groups: number;
  /** Whether it has instructions that look ahead. */
  readonly looks: boolean;
}

/** Compiles from the back, so that each instruction knows what follows it. Throws InvalidPattern. */
export function compile(tree: Tree, groups: number): Program {
  const instructions: Instruction[] = [{ op: "match" }];
  const add = (instruction: Instruction): number => {
    if (instructions.length >= MAX_INSTRUCTIONS) throw new InvalidPattern("pattern is too large");
    return instructions.push(instruction) - 1;
  };

  /** Adds a tree before `next` and gives its start. */
  const emit = (part: Tree, next: number): number => {
    switch (part.type) {
      case "set":
        return add({ op: "character", set: part.set, next });
      case "assertion":
        return add({ op: "assert", assertion: part.assertion, next });
      case "group": {
        const end = add({ op: "save", slot: part.index * 2 + 1, next });
        return add({ op: "save", slot: part.index * 2, next: emit(part.body, end) });
      }
      case "look": {
        const body = emit(part.body, add({ op: "match" }));
        return add({ op: "look", body, isNegative: part.isNegative, next });
      }
      case "sequence":
        return part.items.reduceRight((following, item) => emit(item, following), next);
      case "choice":
        return part.options
          .map((option) => emit(option, next))
          .reduceRight((other, preferred) => add({ op: "split", preferred, other }));
      case "repeat":
        return emitRepeat(part, next);
    }
  };

  const emitRepeat = (part: Extract<Tree, { type: "repeat" }>, next: number): number => {
    const split = (body: number, after: number): Instruction =>
      part.isGreedy ? { op: "split", preferred: body, other: after } : { op: "split", preferred: after, other: body };
    let start = next;
    if (part.max === Infinity) {
      const loop = add({ op: "match" });
      instructions[loop] = split(emit(part.body, loop), next);
      start = loop;
    } else {
      for (let copy = part.min; copy < part.max; copy++) start = add(split(emit(part.body, start), next));
    }
    for (let copy = 0; copy < part.min; copy++) start = emit(part.body, start);
    return start;
  };

  const start = emit({ type: "group", index: 0, body: tree }, 0);
  return { start, instructions, groups, looks: instructions.some(({ op }) => op === "look") };
}

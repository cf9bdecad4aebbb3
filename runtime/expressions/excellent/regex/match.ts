import type { Program } from "./program.js";
import type { Assertion } from "./tree.js";

/**
 * States, each an instruction at a place of the text, that one search may visit. None is visited twice, so that time
 * and memory (one bit a state) are bounded whatever the pattern: nested repetitions cannot make it search
 * exponentially. Of a longer text only the beginning that the bound allows is searched.
 */
const MAX_STATES = 1 << 25;

/**
 * The first match of a program in a text, by the preferences of its alternatives and repetitions: the texts of the
 * whole and of each group, undefined for groups that took no part. Undefined if there is no match.
 */
export function search(program: Program, text: string): (string | undefined)[] | undefined {
  const states = MAX_STATES / program.instructions.length;
  // Looking ahead is a search of its own at each place.
  const searched = text.slice(0, Math.floor(program.looks ? Math.sqrt(states) : states) - 1);
  const visited = noneVisited(program, searched);
  const looked: Looked = new Map();
  for (let start = 0; start <= searched.length; start = after(searched, start)) {
    const slots = matchAt(program, searched, { place: program.start, position: start, visited, looked });
    if (!slots) continue;
    return Array.from({ length: program.groups + 1 }, (_, group) => {
      const [from, to] = [slots[group * 2], slots[group * 2 + 1]];
      return from === undefined || to === undefined ? undefined : searched.slice(from, to);
    });
  }
  return undefined;
}

/** Work put off: another state to try, or a slot to set back when all states behind it have failed. */
type Pending =
  | { readonly type: "state"; readonly place: number; readonly position: number }
  | { readonly type: "restore"; readonly slot: number; readonly value: number | undefined };

/** Where groups begin and end. */
type Slots = (number | undefined)[];

/** By state, what looking ahead from it has found: the groups in it, or nothing. */
type Looked = Map<number, Slots | undefined>;

/** States that failed from an earlier start fail again, so that what was visited is shared by all starts. */
function matchAt(
  program: Program,
  text: string,
  { place, position, visited, looked }: { place: number; position: number; visited: Uint32Array; looked: Looked },
): Slots | undefined {
  const slots: Slots = [];
  const pending: Pending[] = [{ type: "state", place, position }];
  for (let work = pending.pop(); work; work = pending.pop()) {
    if (work.type === "restore") slots[work.slot] = work.value;
    else if (follow(program, text, work.place, work.position, { slots, pending, visited, looked })) return slots;
  }
  return undefined;
}

interface Search {
  readonly slots: Slots;
  readonly pending: Pending[];
  readonly visited: Uint32Array;
  readonly looked: Looked;
}

/** Looks ahead from a position, once only: what it finds does not depend on how the search has come there. */
function look(program: Program, text: string, place: number, position: number, looked: Looked): Slots | undefined {
  const state = place * (text.length + 1) + position;
  if (!looked.has(state)) {
    looked.set(state, matchAt(program, text, { place, position, visited: noneVisited(program, text), looked }));
  }
  return looked.get(state);
}

function noneVisited({ instructions }: Program, text: string): Uint32Array {
  return new Uint32Array(Math.ceil((instructions.length * (text.length + 1)) / 32));
}

function save({ slots, pending }: Search, slot: number, position: number | undefined): void {
  pending.push({ type: "restore", slot, value: slots[slot] });
  slots[slot] = position;
}

/** Follows preferred ways from a state until they match or fail; the other ways are put off. */
function follow(program: Program, text: string, place: number, position: number, search: Search): boolean {
  for (;;) {
    const state = place * (text.length + 1) + position;
    const [word, bit] = [state >>> 5, 1 << (state & 31)];
    if (((search.visited[word] ?? 0) & bit) !== 0) return false;
    search.visited[word] = (search.visited[word] ?? 0) | bit;
    const instruction = program.instructions[place];
    if (!instruction || instruction.op === "match") return true;
    if (instruction.op === "split") {
      search.pending.push({ type: "state", place: instruction.other, position });
      place = instruction.preferred;
      continue;
    }
    if (instruction.op === "character") {
      if (position >= text.length || !instruction.set.has(text.codePointAt(position) ?? 0)) return false;
      position = after(text, position);
    } else if (instruction.op === "assert") {
      if (!holds(instruction.assertion, text, position)) return false;
    } else if (instruction.op === "look") {
      const found = look(program, text, instruction.body, position, search.looked);
      if ((found !== undefined) === instruction.isNegative) return false;
      found?.forEach((at, slot) => save(search, slot, at));
    } else save(search, instruction.slot, position);
    place = instruction.next;
  }
}

/** The position behind the character at a position. */
function after(text: string, position: number): number {
  return position + ((text.codePointAt(position) ?? 0) > 0xffff ? 2 : 1);
}

function holds(assertion: Assertion, text: string, position: number): boolean {
  switch (assertion) {
    case "text start":
      return position === 0;
    case "text end":
      return position === text.length;
    case "line start":
      return position === 0 || text[position - 1] === "\n";
    case "line end":
      return position === text.length || text[position] === "\n";
    case "word boundary":
      return isWord(text, position - 1) !== isWord(text, position);
    case "no word boundary":
      return isWord(text, position - 1) === isWord(text, position);
  }
}

function isWord(text: string, position: number): boolean {
  return /^\w$/.test(text.charAt(position));
}

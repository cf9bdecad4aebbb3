import type { Location, LocationLookup } from "../expressions/excellent/index.js";
import type { LocationDocument } from "./asset-types.js";

/** Levels of places, counted from the country down. */
export const LOCATION_LEVELS = { country: 0, state: 1, district: 2, ward: 3 } as const;

const PATH_SEPARATOR = ">";

/** Whether a text is meant as a path of places rather than as a name. */
export function isLocationPath(text: string): boolean {
  return text.includes(PATH_SEPARATOR);
}

/** The name of a place alone: the last part of its path. */
export function locationName(path: string): string {
  return path.slice(path.lastIndexOf(PATH_SEPARATOR) + 1).trim();
}

/** The path of the place that holds this one; undefined for a country. */
export function parentPath(path: string): string | undefined {
  const end = path.lastIndexOf(PATH_SEPARATOR);
  return end === -1 ? undefined : path.slice(0, end).trim();
}

/** A country with all its places (goflow.md section 11, "Fuzzy location"). */
export class LocationHierarchy implements LocationLookup {
  readonly #byPath = new Map<string, Location>();
  /** By level, then by name or alias in lower case. */
  readonly #byName = new Map<number, Map<string, Location[]>>();

  constructor(country: LocationDocument) {
    this.#add(country, LOCATION_LEVELS.country, "");
  }

  #add({ name, aliases = [], children = [] }: LocationDocument, level: number, parent: string): void {
    const location = { level, name, path: parent === "" ? name : `${parent} ${PATH_SEPARATOR} ${name}` };
    this.#byPath.set(pathKey(location.path), location);
    const names = this.#byName.get(level) ?? new Map<string, Location[]>();
    this.#byName.set(level, names);
    for (const key of new Set([name, ...aliases].map((text) => text.toLowerCase()))) {
      names.set(key, [...(names.get(key) ?? []), location]);
    }
    for (const child of children) this.#add(child, level + 1, location.path);
  }

  findByPath(path: string): Location | undefined {
    return this.#byPath.get(pathKey(path));
  }

  findByName(text: string, level: number, parent?: Location): readonly Location[] {
    for (const candidate of candidates(text)) {
      const found = this.findExactly(candidate, level, parent);
      if (found.length > 0) return found;
    }
    return [];
  }

  /** Places whose name or alias is the whole text, in whatever case. */
  findExactly(name: string, level: number, parent?: Location): readonly Location[] {
    const found = this.#byName.get(level)?.get(name.toLowerCase()) ?? [];
    return parent
      ? found.filter((location) => pathKey(parentPath(location.path) ?? "") === pathKey(parent.path))
      : found;
  }
}

/** Only ASCII letters, digits and `_` make up words here. */
const NO_WORD = /[^A-Za-z0-9_]+/;

/** What to look for in a text, the most specific first: all of it, all its words run together, each word, each pair of words. */
function* candidates(text: string): Iterable<string> {
  yield text;
  const words = text.split(NO_WORD);
  yield words.join("");
  yield* words;
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    if (next !== undefined) yield `${word} ${next}`;
  }
}

function pathKey(path: string): string {
  const names = path.split(PATH_SEPARATOR).map((name) => name.trim().toLowerCase());
  return names.join(PATH_SEPARATOR);
}

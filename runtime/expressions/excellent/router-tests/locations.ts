import type { Environment, Location, LocationLookup } from "../environment.js";
import { defineRaw, define, optional, text } from "../functions/define.js";
import { toText } from "../values/render.js";
import { error, isError, type XValue } from "../values/value.js";
import { matched, notMatched } from "./outcome.js";

const STATE = 1;
const DISTRICT = 2;
const WARD = 3;

/** Runs a test that needs locations, or says that there are none. */
function withLocations(environment: Environment, test: (locations: LocationLookup) => XValue): XValue {
  const { locations } = environment;
  return locations ? test(locations) : error("can't find locations in environment which is not location enabled");
}

/** Places of a level by a text: a full path, or whatever name is in it. */
function find(locations: LocationLookup, text: string, level: number, parent?: Location): readonly Location[] {
  const byPath = text.includes(">") ? locations.findByPath(text) : undefined;
  if (byPath) return byPath.level === level ? [byPath] : [];
  return locations.findByName(text, level, parent);
}

function first(places: readonly Location[]): XValue {
  const [place] = places;
  return place ? matched(place.path) : notMatched;
}

/** Without its parent, a place is only taken if no other has its name. */
function only(places: readonly Location[]): XValue {
  return places.length === 1 ? first(places) : notMatched;
}

function hasDistrict(locations: LocationLookup, text: string, stateName: string): XValue {
  if (stateName === "") return only(find(locations, text, DISTRICT));
  const [state] = find(locations, stateName, STATE);
  return state ? first(find(locations, text, DISTRICT, state)) : notMatched;
}

function hasWard(locations: LocationLookup, text: string, districtName: string, stateName: string): XValue {
  if (districtName === "" && stateName === "") return only(find(locations, text, WARD));
  const [state] = find(locations, stateName, STATE);
  const [district] = state ? find(locations, districtName, DISTRICT, state) : [];
  return district ? first(find(locations, text, WARD, district)) : notMatched;
}

export const locationTests = [
  define("has_state", [text], (environment, of) =>
    withLocations(environment, (locations) => first(find(locations, of, STATE))),
  ),
  define("has_district", [text, optional(text)], (environment, of, state = "") =>
    withLocations(environment, (locations) => hasDistrict(locations, of, state)),
  ),
  /** A text alone, or with its district and state. */
  defineRaw("has_ward", 0, undefined, (environment, args) => {
    if (args.length !== 1 && args.length !== 3) return error(`takes one or three arguments, got ${args.length}`);
    const texts: string[] = [];
    for (const argument of args) {
      const of = toText(argument);
      if (isError(of)) return of;
      texts.push(of);
    }
    const [of = "", district = "", state = ""] = texts;
    return withLocations(environment, (locations) => hasWard(locations, of, district, state));
  }),
];

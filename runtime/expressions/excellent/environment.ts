import type { XDateTime } from "./values/temporal.js";

/** A place in the tree of locations: level 0 is the country, then state, district, ward (goflow.md section 11). */
export interface Location {
  readonly level: number;
  readonly name: string;
  /** Names from the country down, "Rwanda > Kigali City". */
  readonly path: string;
}

/** Where location tests look places up; implemented over the assets' location tree. */
export interface LocationLookup {
  /** The location of a full path, case-insensitively. */
  findByPath(path: string): Location | undefined;
  /**
   * Locations of a level whose name or alias is in the text (exactly, without punctuation, as a word or as two
   * neighbouring words: goflow.md section 11 "Fuzzy location"), under the parent if one is given; best first, empty
   * when none is.
   */
  findByName(text: string, level: number, parent?: Location): readonly Location[];
}

/** How numbers are written. */
export interface NumberFormat {
  readonly decimalSymbol: string;
  readonly digitGroupingSymbol: string;
}

/** What texts, dates, numbers and places mean to a contact (goflow.md section 19), and the clock and random source. */
export interface Environment {
  /** Layout of dates; also the order in which dates are read from text. */
  readonly dateFormat: string;
  readonly timeFormat: string;
  /** IANA name. */
  readonly timezone: string;
  /** ISO 639-3 codes; the first is the default unless `defaultLanguage` says otherwise. */
  readonly allowedLanguages: readonly string[];
  readonly numberFormat: NumberFormat;
  /** ISO 639-3 code. */
  readonly defaultLanguage?: string;
  /** ISO 3166-1 alpha-2 code. */
  readonly defaultCountry?: string;
  readonly redactionPolicy: "none" | "urns";
  /** Characters kept of a result, a contact name or a field. */
  readonly maxValueLength: number;
  readonly locations?: LocationLookup;
  /** The clock. The zone of its answer does not matter. */
  now(): XDateTime;
  /** A number in [0, 1). */
  random(): number;
}

/** What an environment is where nothing is said (goflow.md section 19); clock and random source have no default. */
export const defaultEnvironment = {
  dateFormat: "YYYY-MM-DD",
  timeFormat: "tt:mm",
  timezone: "UTC",
  allowedLanguages: [],
  numberFormat: { decimalSymbol: ".", digitGroupingSymbol: "," },
  redactionPolicy: "none",
  maxValueLength: 640,
} as const satisfies Omit<Environment, "now" | "random">;

import type { Ids } from "../ids.js";
import type { Json } from "../json.js";
import type { Program } from "../program.js";
import type { AnyStep } from "../step.js";

/** Something wrong in a document, or something in a Program that a format has no words for. */
export interface Problem {
  /** Where, as a person would say it: `flow 'Survey' / node 3dcc... / action 2 (send_msg)`. */
  readonly path: string;
  /** The field there, such as `exits/0/destination_uuid`; "" for the place as a whole. */
  readonly field: string;
  readonly message: string;
}

/** Finds a step by its type id. */
export type StepLookup = (id: string) => AnyStep | undefined;

export interface ReadOptions {
  /** Makes the ids that the document leaves out. */
  readonly ids: Ids;
  /** Default: every step there is. */
  readonly step?: StepLookup;
}

export interface WriteOptions {
  /** Default: every step there is. */
  readonly step?: StepLookup;
}

/** A warning does not keep a flow from running, but its author wants to know. */
export type ReadResult =
  { readonly program: Program; readonly warnings: readonly Problem[] } | { readonly problems: readonly Problem[] };

/** A Program may hold what a format cannot say: steps of another system, forks. */
export type WriteResult<Document extends Json = Json> =
  { readonly document: Document } | { readonly problems: readonly Problem[] };

/** One document format, both ways. */
export interface Format {
  read(document: unknown, options: ReadOptions): ReadResult;
  write(program: Program, options?: WriteOptions): WriteResult;
}

/** Gathers problems at one place of a document; `at` gives the same list for a place further in. */
export class Problems {
  private constructor(
    readonly path: string,
    readonly list: Problem[],
  ) {}

  static of(path: string): Problems {
    return new Problems(path, []);
  }

  at(place: string): Problems {
    return new Problems(`${this.path} / ${place}`, this.list);
  }

  add(field: string, message: string): void {
    this.list.push({ path: this.path, field, message });
  }
}

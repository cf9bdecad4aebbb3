import type { Port } from "../../ports.js";
import type { Schema } from "../../validation/schema.js";
import type { Elements } from "./node-red.js";

/** One field of the form: what it looks like, and what it says. */
export interface Widget {
  readonly element: Elements;
  /** The value; undefined: the field was left empty, and the option is absent. */
  read(): unknown;
  /**
   * Of a list or map: which entry of the value it was made with each entry is that `read` gives, by index or key. Entries that
   * are new are not in it.
   */
  origins?(): ReadonlyMap<string, string>;
}

/** What a widget is made for. */
export interface Field {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
  readonly value: unknown;
}

/** What widgets use of the form around them. */
export interface Form {
  /** The widget for a field, however deep. */
  widget(field: Field): Widget;
  /** The ports that the step has as the form stands. */
  ports(): readonly Port[];
  /** Called once the whole form is there. */
  onShown(callback: () => void): void;
}

export type WidgetMaker = (field: Field, form: Form) => Widget;

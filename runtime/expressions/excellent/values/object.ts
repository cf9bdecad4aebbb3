import { compareText } from "../text/compare.js";
import type { XValue } from "./value.js";

/** A property: its value, or how to make it. */
export type Property = () => XValue;

/**
 * An object: properties are made when first read and kept; names are matched case-insensitively. An object may have a
 * default, the value it stands for when it is rendered, converted or tested.
 */
export class XObject {
  readonly type = "object";
  readonly #properties: Readonly<Record<string, Property>>;
  readonly #makeDefault: Property | undefined;
  readonly #values = new Map<string, XValue>();
  #default: XValue | undefined;
  #namesByLowerCase: Map<string, string> | undefined;

  /** The properties' record must not change afterwards, and has its own names only. */
  constructor(properties: Readonly<Record<string, Property>>, makeDefault?: Property) {
    this.#properties = properties;
    this.#makeDefault = makeDefault;
  }

  get hasDefault(): boolean {
    return this.#makeDefault !== undefined;
  }

  /** The default; undefined if the object has none. */
  get default(): XValue | undefined {
    if (this.#makeDefault && this.#default === undefined) this.#default = this.#makeDefault();
    return this.#default;
  }

  /** Names as they were written, in the order of making. */
  get ownNames(): string[] {
    return Object.keys(this.#properties);
  }

  /** Names as they were written, sorted by code point. */
  get names(): string[] {
    return Object.keys(this.#properties).sort(compareText);
  }

  get size(): number {
    return Object.keys(this.#properties).length;
  }

  /** Property by name in any case; undefined if there is none. */
  get(name: string): XValue | undefined {
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    const exact = this.#findName(name);
    if (exact === undefined) return undefined;
    const value = this.#properties[exact]?.() ?? null;
    this.#values.set(name, value);
    return value;
  }

  has(name: string): boolean {
    return this.#findName(name) !== undefined;
  }

  #findName(name: string): string | undefined {
    if (Object.hasOwn(this.#properties, name)) return name;
    this.#namesByLowerCase ??= this.#indexNames();
    return this.#namesByLowerCase.get(name.toLowerCase());
  }

  #indexNames(): Map<string, string> {
    const index = new Map<string, string>();
    for (const name of this.names) {
      const lower = name.toLowerCase();
      if (!index.has(lower)) index.set(lower, name);
    }
    return index;
  }
}

/**
 * An object whose properties are made when first read: what contexts are built with. Names are matched
 * case-insensitively.
 */
export function lazyObject(properties: Record<string, Property>, makeDefault?: Property): XObject {
  return new XObject(properties, makeDefault);
}

/** An object of values that are there already. */
export function object(values: Record<string, XValue>, defaultValue?: XValue): XObject {
  const properties: Record<string, Property> = Object.create(null) as Record<string, Property>;
  for (const [name, value] of Object.entries(values)) properties[name] = () => value;
  return defaultValue === undefined ? new XObject(properties) : new XObject(properties, () => defaultValue);
}

import type { XValue } from "./value.js";

/** An array; items may be made when first read and are kept. */
export class XArray implements Iterable<XValue> {
  readonly type = "array";
  readonly #items: (XValue | undefined)[];
  readonly #make: ((index: number) => XValue) | undefined;

  constructor(items: readonly XValue[]);
  constructor(length: number, make: (index: number) => XValue);
  constructor(items: readonly XValue[] | number, make?: (index: number) => XValue) {
    this.#items = typeof items === "number" ? new Array<XValue | undefined>(items).fill(undefined) : [...items];
    this.#make = make;
  }

  get length(): number {
    return this.#items.length;
  }

  /** The item at 0..length-1; null outside. */
  at(index: number): XValue {
    const item = this.#items[index];
    if (item !== undefined) return item;
    if (index < 0 || index >= this.#items.length) return null;
    return (this.#items[index] = this.#make?.(index) ?? null);
  }

  *[Symbol.iterator](): Iterator<XValue> {
    for (let index = 0; index < this.#items.length; index++) yield this.at(index);
  }
}

export function array(items: readonly XValue[]): XArray {
  return new XArray(items);
}

/** Things that are registered for as long as they are needed, in the order of their places; those of one place as they came. */
export class Registrations<Item> {
  readonly #entries: { readonly item: Item; readonly place: number }[] = [];

  /** Gives what takes the item away again. */
  add(item: Item, place: number): () => void {
    const entry = { item, place };
    this.#entries.splice(this.#entries.findLastIndex((other) => other.place <= place) + 1, 0, entry);
    return () => {
      const index = this.#entries.indexOf(entry);
      if (index >= 0) this.#entries.splice(index, 1);
    };
  }

  get all(): readonly Item[] {
    return this.#entries.map(({ item }) => item);
  }
}

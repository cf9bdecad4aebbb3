import type { Program } from "../program.js";
import type { Switchboard } from "./switchboard.js";
import { findStep } from "../steps.js";

/** Connects the entry nodes of a Program to what starts it (messages, calls ...); the result disconnects them. */
function deployEntries(switchboard: Switchboard, program: Program): () => void {
  const connected = Object.values(program.nodes).flatMap(({ id, step, options }) => {
    const definition = findStep(step);
    if (!definition?.deploy) return [];
    return [definition.deploy({ switchboard, flow: { id: program.id, name: program.name }, node: id }, options)];
  });
  return () => connected.forEach((disconnect) => disconnect());
}

/** The entries of the definitions in the store: always those of the newest version. */
export class Deployments {
  readonly #connected = new Map<string, () => void>();
  /** Where a definition stands among those that one event starts: they start in the order of their creation. */
  readonly #places = new Map<string, number>();

  constructor(private readonly switchboard: Switchboard) {}

  /** Connects every definition that the store holds, the oldest first: what starts several starts them in this order. */
  async start(): Promise<void> {
    for (const { id, program } of await this.#all()) this.#connect(id, program as Program);
  }

  /** Any definition may have a new version, or be gone. */
  async refreshAll(): Promise<void> {
    const all = await this.#all();
    const ids = new Set(all.map(({ id }) => id));
    for (const id of this.#connected.keys()) if (!ids.has(id)) this.#remove(id);
    for (const { id, program } of all) this.#connect(id, program as Program);
  }

  /** A definition has a new version, or is gone. */
  async refresh(id: string): Promise<void> {
    const definition = await this.switchboard.store.definition(id);
    if (definition) this.#connect(id, definition.program as unknown as Program);
    else this.#remove(id);
  }

  /** The oldest first. */
  async #all(): Promise<{ readonly id: string; readonly program: unknown }[]> {
    const { store } = this.switchboard;
    const page = 500;
    const newestFirst: { readonly id: string; readonly program: unknown }[] = [];
    for (let offset = 0; ; offset += page) {
      const definitions = await store.definitions({ limit: page, offset });
      newestFirst.push(...definitions);
      if (definitions.length < page) break;
    }
    return newestFirst.reverse();
  }

  #remove(id: string): void {
    this.#disconnect(id);
    this.#places.delete(id);
  }

  #connect(id: string, program: Program): void {
    this.#disconnect(id);
    const { triggers } = this.switchboard;
    const place = this.#places.get(id) ?? triggers.newPlace();
    this.#places.set(id, place);
    this.#connected.set(
      id,
      triggers.at(place, () => deployEntries(this.switchboard, program)),
    );
  }

  #disconnect(id: string): void {
    this.#connected.get(id)?.();
    this.#connected.delete(id);
  }
}

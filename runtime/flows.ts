import type { Flow, FlowSource } from "./engine/flow.js";
import { programFlow } from "./hosts/program.js";
import type { FlowRef, Program } from "./program.js";
import type { Store } from "./store/store.js";

/** Definitions that are kept ready to run. */
const MAX_READY = 1000;

/** Every flow that can run: the deployed tabs, and the definitions in the store, whose versions never change. */
export class Flows implements FlowSource {
  readonly #tabs = new Map<string, Flow>();
  readonly #ready = new Map<string, Flow>();

  constructor(private readonly store: Store) {}

  /** Deploys a tab; the result takes it away. */
  deploy(flow: Flow): () => void {
    this.#tabs.set(flow.ref.id, flow);
    return () => {
      if (this.#tabs.get(flow.ref.id) === flow) this.#tabs.delete(flow.ref.id);
    };
  }

  tabs(): readonly Flow[] {
    return [...this.#tabs.values()];
  }

  async load(ref: FlowRef): Promise<Flow | undefined> {
    if (ref.version === undefined) {
      const tab = this.#tabs.get(ref.id);
      if (tab) return tab;
    }
    const ready = ref.version === undefined ? undefined : this.#ready.get(`${ref.id}@${ref.version}`);
    if (ready) return ready;
    const definition = await this.store.definition(ref.id, ref.version);
    if (!definition) return undefined;
    // The store gives back what a format's reader made.
    const program = definition.program as unknown as Program;
    const flow = programFlow(program, { id: definition.id, name: definition.name, version: definition.version });
    this.#keep(`${definition.id}@${definition.version}`, flow);
    return flow;
  }

  #keep(key: string, flow: Flow): void {
    if (this.#ready.size >= MAX_READY) {
      const oldest = this.#ready.keys().next();
      if (!oldest.done) this.#ready.delete(oldest.value);
    }
    this.#ready.set(key, flow);
  }
}

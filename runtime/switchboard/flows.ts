import type { Flow, FlowSource } from "../engine/flow.js";
import { BoundedCache } from "../bounded-cache.js";
import { formats, type Format, type Problem } from "../formats/index.js";
import { programFlow } from "../hosts/program.js";
import type { Ids } from "../ids.js";
import type { FlowRef, Program } from "../program.js";
import type { NewDefinition, Store } from "../store/store.js";
import { programProblems } from "../validation/options.js";

/** Definitions that are kept ready to run. */
const MAX_READY = 1000;

/** Every flow that can run: the deployed tabs, and the definitions in the store, whose versions never change. */
export class Flows implements FlowSource {
  readonly #tabs = new Map<string, Flow>();
  readonly #ready = new BoundedCache<string, Flow>(MAX_READY);
  /** The newest version of a definition, until somebody changes it. */
  readonly #newest = new BoundedCache<string, Flow>(MAX_READY);
  /** Counts the changes of definitions. */
  #changes = 0;

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

  /** Adds a version of a definition to the store; new runs use it at once. Gives the version. */
  async define(definition: NewDefinition): Promise<number> {
    const version = await this.store.addDefinition(definition);
    this.forget(definition.id);
    return version;
  }

  /** Takes a version of a definition (or all) from new runs; those that run keep it. False: there was none. */
  async remove(id: string, version?: number): Promise<boolean> {
    const removed = await this.store.deleteDefinition(id, version);
    this.forget(id);
    return removed;
  }

  async load(ref: FlowRef): Promise<Flow | undefined> {
    if (ref.version === undefined) return this.#tabs.get(ref.id) ?? this.#newest.get(ref.id) ?? this.#read(ref);
    return this.#ready.get(`${ref.id}@${ref.version}`) ?? this.#read(ref);
  }

  ofProgram(program: Program): Flow {
    return programFlow(program);
  }

  read(format: string, document: unknown, ids: Ids): Program | { problems: readonly string[] } {
    const known: Readonly<Record<string, Format>> = formats;
    const read = known[format]?.read(document, { ids });
    if (!read) return { problems: [`there is no format '${format}'`] };
    if ("problems" in read) {
      const text = ({ path, field, message }: Problem): string =>
        `${path}${field === "" ? "" : `, ${field}`}: ${message}`;
      return { problems: read.problems.map(text) };
    }
    const problems = programProblems(read.program).map(({ message }) => message);
    return problems.length > 0 ? { problems } : read.program;
  }

  async #read(ref: FlowRef): Promise<Flow | undefined> {
    const changes = this.#changes;
    const definition = await this.store.definition(ref.id, ref.version);
    if (!definition) return undefined;
    const { id, name, version } = definition;
    const known = this.#ready.get(`${id}@${version}`);
    // The store gives back what a format's reader made.
    const flow = known ?? programFlow(definition.program as unknown as Program, { id, name, version });
    this.#ready.set(`${id}@${version}`, flow);
    // What was read while definitions changed may be the newest no more.
    if (ref.version === undefined && changes === this.#changes) this.#newest.set(id, flow);
    return flow;
  }

  /** Reads the newest version of a definition, or of all, from the store again: another process may have changed it. */
  forget(id?: string): void {
    this.#changes++;
    if (id === undefined) this.#newest.clear();
    else this.#newest.delete(id);
  }
}

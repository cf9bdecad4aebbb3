import type { Carry, Departure, Flow, FlowNode } from "../../engine/flow.js";
import type { TabNode } from "../../formats/node-red/nodes.js";
import type { Json, JsonObject } from "../../json.js";
import type { FlowRef, FlowType, Localization, Program } from "../../program.js";
import type { Carrier } from "./carrier.js";
import { redIdOf, type StepNode } from "./step-node.js";

/** What a tab's flow node says of it. */
export type FlowData = Omit<Program, "start" | "nodes">;

export interface WiresFlowParts {
  /** Id of the tab. */
  readonly tab: string;
  readonly data: FlowData;
  readonly entry: StepNode;
  /** The tab's nodes as they were deployed. */
  readonly configs: readonly TabNode[];
  /** The steps on the tab. */
  readonly nodes: readonly StepNode[];
  readonly problems: readonly string[];
  readonly carrier: Carrier;
  /** Finds a step of any tab by Node-RED's id. */
  readonly find: (id: string) => StepNode | undefined;
}

/** The wires host: a tab of the editor as a flow. Tokens go from step to step in Node-RED messages. */
export class WiresFlow implements Flow {
  readonly ref: FlowRef;
  readonly start: readonly string[];
  readonly problems: readonly string[];
  readonly #parts: WiresFlowParts;
  readonly #nodes: ReadonlyMap<string, StepNode>;

  constructor(parts: WiresFlowParts) {
    const { data, entry, nodes, problems } = parts;
    this.ref = {
      id: data.id,
      ...(data.name !== "" && { name: data.name }),
      ...(data.revision !== undefined && { revision: data.revision }),
    };
    this.start = [entry.id];
    this.problems = problems;
    this.#parts = parts;
    this.#nodes = new Map(nodes.map((node) => [node.id, node]));
  }

  get type(): FlowType {
    return this.#parts.data.type;
  }

  get language(): string | undefined {
    return this.#parts.data.language;
  }

  get localization(): Localization | undefined {
    return this.#parts.data.localization;
  }

  get source(): NonNullable<Flow["source"]> {
    // What Node-RED deploys is JSON.
    return { format: "node-red", document: this.#parts.configs as unknown as Json };
  }

  get onComplete(): string | undefined {
    return this.#parts.data.onComplete;
  }

  get expireAfterMinutes(): number | undefined {
    return this.#parts.data.expireAfterMinutes;
  }

  get tab(): string {
    return this.#parts.tab;
  }

  node(id: string): FlowNode | undefined {
    const node = this.stepNode(id);
    return node && (node.id === id ? node.node : { ...node.node, id });
  }

  isWired(node: FlowNode, exit: string): boolean {
    return this.stepNode(node.id)?.isWired(exit) ?? false;
  }

  depart(departure: Departure): void {
    const node = this.stepNode(departure.node.id);
    if (node) this.#parts.carrier.depart(node, { ...departure, tab: this.tab });
  }

  keep(carry: Carry): JsonObject | undefined {
    return this.#parts.carrier.keep(carry);
  }

  caught(departure: Omit<Departure, "exit">, text: string): boolean {
    const node = this.stepNode(departure.node.id);
    return node !== undefined && this.#parts.carrier.fail(node, { ...departure, tab: this.tab }, text);
  }

  /** The step that this flow knows by the id. */
  stepNode(id: string): StepNode | undefined {
    return this.#nodes.get(id) ?? this.#elsewhere(id);
  }

  #elsewhere(id: string): StepNode | undefined {
    const red = redIdOf(id);
    const node = red === undefined ? undefined : this.#parts.find(red);
    return node?.idFrom(this.tab) === id ? node : undefined;
  }
}

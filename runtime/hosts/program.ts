import type { Departure, Flow, FlowNode } from "../engine/flow.js";
import type { FlowRef, Localization, Program, ProgramNode } from "../program.js";
import { findStep } from "../steps.js";

const flows = new WeakMap<Program, Flow>();

/** The program host: a flow driven from data. Tokens arrive at the next step at once. Made once for each Program object. */
export function programFlow(program: Program, ref?: FlowRef): Flow {
  let flow = flows.get(program);
  if (!flow) flows.set(program, (flow = new ProgramFlow(program, ref ?? { id: program.id, name: program.name })));
  return flow;
}

class ProgramFlow implements Flow {
  readonly #nodes = new Map<string, FlowNode | undefined>();

  readonly ref: FlowRef;

  constructor(
    readonly program: Program,
    ref: FlowRef,
  ) {
    this.ref = program.revision === undefined ? ref : { ...ref, revision: program.revision };
  }

  get type(): Flow["type"] {
    return this.program.type;
  }

  get start(): readonly string[] {
    return this.program.start;
  }

  get language(): string | undefined {
    return this.program.language;
  }

  get localization(): Localization | undefined {
    return this.program.localization;
  }

  get expireAfterMinutes(): number | undefined {
    return this.program.expireAfterMinutes;
  }

  get onComplete(): string | undefined {
    return this.program.onComplete;
  }

  readonly problems: readonly string[] = [];

  node(id: string): FlowNode | undefined {
    if (!this.#nodes.has(id)) this.#nodes.set(id, flowNode(ownNode(this.program, id)));
    return this.#nodes.get(id);
  }

  isWired(node: FlowNode, exit: string): boolean {
    return this.#exits(node.id, exit).length > 0;
  }

  depart(departure: Departure): void {
    const { sprint, run, node, exit, step } = departure;
    for (const next of this.#exits(node.id, exit)) {
      sprint.arrive({ run, node: next, ...(step !== undefined && { step }) });
    }
  }

  #exits(node: string, exit: string): readonly string[] {
    const exits = ownNode(this.program, node)?.exits ?? {};
    return Object.hasOwn(exits, exit) ? (exits[exit] ?? []) : [];
  }
}

function flowNode(node: ProgramNode | undefined): FlowNode | undefined {
  const step = node && findStep(node.step);
  if (!node || !step) return undefined;
  return {
    id: node.id,
    step,
    options: node.options,
    ...(node.name !== undefined && { name: node.name }),
    ...(node.block !== undefined && { block: node.block }),
    ...(node.exitIds && { exitIds: node.exitIds }),
    ...(node.outward && { outward: node.outward }),
  };
}

/** Own keys only: a document's ids are untrusted, and may be `__proto__`. */
function ownNode(program: Program, id: string): ProgramNode | undefined {
  return Object.hasOwn(program.nodes, id) ? program.nodes[id] : undefined;
}

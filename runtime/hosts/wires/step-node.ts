import type { StepContext } from "../../engine/context.js";
import type { FlowNode } from "../../engine/flow.js";
import type { JsonObject } from "../../json.js";
import type { RedNode } from "../../nodered/types.js";
import type { ProgramNode } from "../../program.js";
import { exitsOf, type AnyStep, type Outcome, type StepProblem } from "../../step.js";

/** Separates tab and node in the id of a step that stands on another tab than the flow that comes to it (by link nodes). */
const ELSEWHERE = "/";

/** A step as a deployed Node-RED node. */
export class StepNode {
  /** The node as the engine sees it. */
  node: FlowNode;
  readonly #ports: ReadonlyMap<string, number>;

  constructor(
    readonly red: RedNode,
    readonly step: AnyStep,
    options: JsonObject,
    /** What is wrong with its options; a session that comes to it fails, and says so. */
    readonly problems: readonly StepProblem[],
  ) {
    this.node = {
      id: red.id,
      step: problems.length > 0 ? broken(step, problems) : step,
      options,
      ...(red.name && { name: red.name }),
    };
    this.#ports = new Map(exitsOf(step, options).map((exit, port) => [exit.id, port]));
  }

  /** The id by which the flow of its tab knows it. */
  get id(): string {
    return this.node.id;
  }

  /** Gives it the place that it has in its Program, which takes the whole tab to tell. */
  place({ id, block, exitIds, outward }: Pick<ProgramNode, "id" | "block" | "exitIds" | "outward">): void {
    const { step, options, name } = this.node;
    this.node = {
      id,
      step,
      options,
      ...(name !== undefined && { name }),
      ...(block !== undefined && { block }),
      ...(exitIds && { exitIds }),
      ...(outward && { outward }),
    };
  }

  /** The tab that it stands on, also from inside instances of subflows. */
  get tab(): string {
    return this.red._path?.split(ELSEWHERE, 1)[0] ?? this.red.z;
  }

  /** The id by which a flow knows it whose own tab is this one. */
  idFrom(tab: string): string {
    return tab === this.tab ? this.id : `${this.tab}${ELSEWHERE}${this.red.id}`;
  }

  isWired(exit: string): boolean {
    const port = this.#ports.get(exit);
    // Read at use: a deploy may rewire a node that it leaves running.
    return port !== undefined && (this.red.wires[port]?.length ?? 0) > 0;
  }

  /** Sends a message out of an exit. */
  send(exit: string, message: object): void {
    const port = this.#ports.get(exit);
    if (port !== undefined) this.red.send([...Array<null>(port).fill(null), message]);
  }
}

/** Node-RED's id of the step that `idFrom` made this id of. */
export function redIdOf(id: string): string | undefined {
  const [, red, ...more] = id.split(ELSEWHERE);
  return more.length === 0 ? red : undefined;
}

/** Stands in for a step whose options are not valid. */
function broken(step: AnyStep, problems: readonly StepProblem[]): AnyStep {
  const text = problems.map(({ message }) => message).join("; ");
  const fail = (context: StepContext): Outcome => context.fail(`step ${step.type} cannot run: ${text}`);
  return { ...step, enter: fail, resume: fail };
}

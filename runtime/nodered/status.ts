import type { DeployedTab } from "../hosts/wires/tabs.js";
import type { StepNode } from "../hosts/wires/step-node.js";
import type { Commit } from "../store/store.js";
import type { Running } from "./instance.js";
import type { NodeStatus } from "./types.js";

/** Statuses change at most this often, in milliseconds. */
const PAUSE_MS = 250;

/** Shows on each step how many sessions wait there, or what is wrong with it. */
export class WaitingStatus {
  readonly #shown = new WeakMap<StepNode, string>();
  readonly #onCommit = (commit: Commit): void => this.#soon(commit);
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly running: Running) {
    running.switchboard.events.on("commit", this.#onCommit);
  }

  /** Shows what is so now. Says nothing when the store cannot be read: the next commit tries again. */
  async show(): Promise<void> {
    const { wires, switchboard } = this.running;
    const waiting = new Map<StepNode, number>();
    try {
      for (const { flow } of wires.tabs.list()) {
        if (!flow) continue;
        for (const [id, count] of Object.entries(await switchboard.store.waitingByNode(flow.ref.id))) {
          const node = flow.stepNode(id);
          if (node) waiting.set(node, (waiting.get(node) ?? 0) + count);
        }
      }
    } catch {
      return;
    }
    for (const tab of wires.tabs.list())
      for (const node of tab.nodes) this.#set(node, statusOf(tab, node, waiting.get(node) ?? 0));
  }

  stop(): void {
    this.running.switchboard.events.off("commit", this.#onCommit);
    clearTimeout(this.#timer);
  }

  /** Many commits make one look at the store. */
  #soon({ sessions }: Commit): void {
    if (this.#timer || !sessions.some(({ session }) => session.flow.version === undefined)) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.show();
    }, PAUSE_MS);
    this.#timer.unref();
  }

  #set(node: StepNode, status: NodeStatus): void {
    const text = JSON.stringify(status);
    if ((this.#shown.get(node) ?? "{}") === text) return;
    this.#shown.set(node, text);
    node.red.status(status);
  }
}

function statusOf({ problems }: DeployedTab, node: StepNode, waiting: number): NodeStatus {
  const problem = problems.get(node);
  if (problem !== undefined) return { fill: "red", shape: "ring", text: problem };
  return waiting > 0 ? { fill: "blue", shape: "dot", text: `${waiting} waiting` } : {};
}

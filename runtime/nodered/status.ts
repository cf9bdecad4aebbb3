import type { Channels } from "../channels/channel.js";
import type { DeployedTab } from "../hosts/wires/tabs.js";
import type { StepNode } from "../hosts/wires/step-node.js";
import type { Commit } from "../store/store.js";
import type { Running } from "./instance.js";
import type { NodeStatus } from "./types.js";

/** Statuses change at most this often, in milliseconds. */
const PAUSE_MS = 500;
/** Counting many waiting sessions takes time: pauses last this many times as long. */
const PAUSE_FACTOR = 50;

/** Shows on each step how many sessions wait there, or what is wrong with it. */
export class WaitingStatus {
  readonly #shown = new WeakMap<StepNode, string>();
  /** By flow, how many tokens rest at which of its nodes. */
  readonly #counts = new Map<string, Readonly<Record<string, number>>>();
  /** Flows whose counts may have changed. */
  readonly #changed = new Set<string>();
  readonly #onCommit = (commit: Commit): void => this.#note(commit);
  #timer: NodeJS.Timeout | undefined;
  #pause = PAUSE_MS;

  constructor(private readonly running: Running) {
    running.switchboard.events.on("commit", this.#onCommit);
  }

  /** After a deploy: shows what is so now. */
  async showAll(): Promise<void> {
    this.#counts.clear();
    for (const { flow } of this.running.wires.tabs.list()) if (flow) this.#changed.add(flow.ref.id);
    await this.#show();
  }

  stop(): void {
    this.running.switchboard.events.off("commit", this.#onCommit);
    clearTimeout(this.#timer);
  }

  #note({ sessions }: Commit): void {
    for (const { session } of sessions) {
      for (const { flow } of session.runs) if (flow.version === undefined) this.#changed.add(flow.id);
    }
    if (this.#timer || this.#changed.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#show();
    }, this.#pause);
    this.#timer.unref();
  }

  /** Says nothing when the store cannot be read: the next commit tries again. */
  async #show(): Promise<void> {
    const { wires, switchboard } = this.running;
    const tabs = wires.tabs.list();
    const changed = new Set(this.#changed);
    this.#changed.clear();
    const started = performance.now();
    try {
      for (const { flow } of tabs) {
        if (!flow || !changed.has(flow.ref.id)) continue;
        this.#counts.set(flow.ref.id, await switchboard.store.waitingByNode(flow.ref.id));
      }
    } catch {
      for (const flow of changed) this.#changed.add(flow);
      return;
    }
    this.#pause = Math.max(PAUSE_MS, PAUSE_FACTOR * (performance.now() - started));
    const waiting = this.#byNode(tabs);
    for (const tab of tabs) {
      for (const node of tab.nodes)
        this.#set(node, missingChannel(switchboard.channels, node) ?? statusOf(tab, node, waiting.get(node) ?? 0));
    }
  }

  /** A step reached by link nodes from other tabs is counted for each of their flows. */
  #byNode(tabs: readonly DeployedTab[]): ReadonlyMap<StepNode, number> {
    const waiting = new Map<StepNode, number>();
    for (const { flow } of tabs) {
      for (const [id, count] of Object.entries((flow && this.#counts.get(flow.ref.id)) ?? {})) {
        const node = flow?.stepNode(id);
        if (node) waiting.set(node, (waiting.get(node) ?? 0) + count);
      }
    }
    return waiting;
  }

  #set(node: StepNode, status: NodeStatus): void {
    const text = JSON.stringify(status);
    if ((this.#shown.get(node) ?? "{}") === text) return;
    this.#shown.set(node, text);
    node.red.status(status);
  }
}

/** An entry whose channel is not there hears nothing: its config node has a bad setting, say, and no place of its own to show that. */
function missingChannel(channels: Pick<Channels, "get">, { step, node }: StepNode): NodeStatus | undefined {
  const { channel } = node.options;
  if (!step.entry || typeof channel !== "string" || channel === "" || channels.get(channel)) return undefined;
  return { fill: "red", shape: "ring", text: `there is no channel '${channel}'; the log may say why` };
}

function statusOf({ problems }: DeployedTab, node: StepNode, waiting: number): NodeStatus {
  const problem = problems.get(node);
  if (problem !== undefined) return { fill: "red", shape: "ring", text: problem };
  return waiting > 0 ? { fill: "blue", shape: "dot", text: `${waiting} waiting` } : {};
}

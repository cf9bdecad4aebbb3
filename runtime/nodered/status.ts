import type { Channels } from "../channels/channels.js";
import { channelsNamedBy } from "../channels/named.js";
import type { DeployedTab } from "../hosts/wires/tabs.js";
import type { StepNode } from "../hosts/wires/step-node.js";
import type { Commit } from "../store/store.js";
import { channelStatus, isBroken, withoutChannel } from "./channel-status.js";
import type { Running } from "./running.js";
import type { NodeStatus } from "./types.js";

/** Statuses change at most this often, in milliseconds. */
const PAUSE_MS = 500;
/** Counting many waiting sessions takes time: pauses last this many times as long. */
const PAUSE_FACTOR = 50;

/** Shows on each step how many sessions wait there, or what is wrong with it or with a channel that it names. */
export class WaitingStatus {
  readonly #shown = new WeakMap<StepNode, string>();
  /** By flow, how many tokens rest at which of its nodes. */
  readonly #counts = new Map<string, Readonly<Record<string, number>>>();
  /** Flows whose counts may have changed. */
  readonly #changed = new Set<string>();
  readonly #onCommit = (commit: Commit): void => this.#note(commit);
  readonly #onChannel = (): void => this.#soon();
  #timer: NodeJS.Timeout | undefined;
  #pause = PAUSE_MS;

  constructor(private readonly running: Running) {
    running.switchboard.events.on("commit", this.#onCommit);
    running.switchboard.channels.states.events.on("changed", this.#onChannel);
  }

  /** After a deploy: shows what is so now. */
  async showAll(): Promise<void> {
    this.#counts.clear();
    for (const { flow } of this.running.wires.tabs.list()) if (flow) this.#changed.add(flow.ref.id);
    await this.#show();
  }

  stop(): void {
    this.running.switchboard.events.off("commit", this.#onCommit);
    this.running.switchboard.channels.states.events.off("changed", this.#onChannel);
    clearTimeout(this.#timer);
  }

  #note({ sessions }: Commit): void {
    for (const { session } of sessions) {
      for (const { flow } of session.runs) if (flow.version === undefined) this.#changed.add(flow.id);
    }
    if (this.#changed.size > 0) this.#soon();
  }

  #soon(): void {
    if (this.#timer) return;
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
      for (const node of tab.nodes) this.#set(node, statusOf(tab, node, waiting.get(node) ?? 0, switchboard.channels));
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

/** What is wrong comes before what is going on; an entry that names a channel shows it also when all is well. */
function statusOf({ problems }: DeployedTab, node: StepNode, waiting: number, channels: Channels): NodeStatus {
  const named = channelsNamedBy(node.step.options, node.node.options).map((id) => {
    const state = channels.states.of(id);
    return state ? channelStatus(id, state) : withoutChannel(id);
  });
  const problem = problems.get(node);
  if (problem !== undefined) return { fill: "red", shape: "ring", text: problem.reason };
  const trouble = named.find(isBroken) ?? named.find(({ fill }) => fill !== "green");
  if (trouble) return trouble;
  if (waiting > 0) return { fill: "blue", shape: "dot", text: `${waiting} waiting` };
  return (node.step.entry && named[0]) || {};
}

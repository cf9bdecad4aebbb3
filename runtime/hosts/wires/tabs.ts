import type { Channels } from "../../channels/channels.js";
import { capabilityProblems } from "../../channels/requirements.js";
import { Problems as ReadProblems } from "../../formats/result.js";
import { readFlowData } from "../../formats/node-red/flow-node.js";
import { FLOW_NODE, isTabNode, type TabNode } from "../../formats/node-red/nodes.js";
import { readSteps, stepIds } from "../../formats/node-red/read.js";
import { stepId } from "../../step.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { flowProblems, type FlowToCheck } from "../../validation/options.js";
import type { Carrier } from "./carrier.js";
import { WiresFlow, type FlowData } from "./flow.js";
import type { StepNode } from "./step-node.js";

/** What is wrong with a node: in its own words, and with its place. */
interface NodeProblem {
  readonly reason: string;
  readonly message: string;
}

/** What is wrong with a tab, by the node that shows it. */
type Problems = ReadonlyMap<StepNode, NodeProblem>;

/** A tab that holds steps; it is a flow if a flow node says so. */
export interface DeployedTab {
  readonly flow?: WiresFlow;
  readonly nodes: readonly StepNode[];
  readonly problems: Problems;
  withdraw(): void;
}

/** The tabs that hold steps, and the flows that they are. */
export class Tabs {
  readonly #nodes = new Map<string, StepNode>();
  readonly #deployed = new Map<string, DeployedTab>();
  /** Tabs whose steps were made anew or removed since the last deploy. */
  readonly #changed = new Set<string>();
  /** The tabs as they were deployed. */
  readonly #texts = new Map<string, string>();

  constructor(
    private readonly switchboard: Switchboard,
    private readonly carrier: Carrier,
  ) {}

  add(node: StepNode): void {
    this.#nodes.set(node.red.id, node);
    this.#changed.add(node.tab);
  }

  remove(node: StepNode): void {
    if (this.#nodes.get(node.red.id) === node) this.#nodes.delete(node.red.id);
    this.#changed.add(node.tab);
  }

  /** A step by Node-RED's id. */
  find(id: string): StepNode | undefined {
    return this.#nodes.get(id);
  }

  list(): readonly DeployedTab[] {
    return [...this.#deployed.values()];
  }

  /**
   * After a deploy: makes flows of the tabs that it changed, and connects their entries.
   * @param file all nodes of the flow file, in its order
   */
  deploy(file: readonly object[]): void {
    const configs = file.filter(isTabNode).filter((config) => config.d !== true);
    const byTab = Map.groupBy(configs, (config) => (config.type === "tab" ? config.id : config.z));
    const nodes = Map.groupBy(this.#nodes.values(), (node) => node.tab);
    const changed = [...new Set([...nodes.keys(), ...this.#deployed.keys()])].filter((tab) =>
      this.#hasChanged(tab, byTab.get(tab) ?? []),
    );
    this.#changed.clear();
    for (const tab of changed) {
      this.#deployed.get(tab)?.withdraw();
      this.#deployed.delete(tab);
    }
    for (const tab of changed) {
      const own = nodes.get(tab);
      if (own) this.#deployed.set(tab, this.#deploy(tab, own, byTab.get(tab) ?? []));
    }
  }

  /** Whether nodes were made anew, wires or groups changed, or the tab may have become a flow by what happened to another. */
  #hasChanged(tab: string, configs: readonly TabNode[]): boolean {
    const text = JSON.stringify(configs);
    const same = this.#texts.get(tab) === text;
    this.#texts.set(tab, text);
    return !same || this.#changed.has(tab) || this.#deployed.get(tab)?.flow === undefined;
  }

  #deploy(tab: string, nodes: readonly StepNode[], configs: readonly TabNode[]): DeployedTab {
    this.#place(configs);
    const [entry, ...others] = nodes.filter((node) => stepId(node.step) === FLOW_NODE);
    if (!entry) return noFlow(nodes, nodes, "the tab has no flow node: add one, and wire it to the first step");
    const data = readFlowData(
      configs.find((config) => config.id === entry.red.id),
      configs.find((config) => config.id === tab),
    );
    if (this.switchboard.flows.tabs().some((flow) => flow.ref.id === data.id)) {
      return noFlow(nodes, [entry], `another tab is flow '${data.id}' already: give this one a UUID of its own`);
    }
    const problems = new Map([
      ...problemsOf(data, nodes, this.switchboard.channels),
      ...others.map((other) => [other, onlySaid("the tab has another flow node: remove one of them")] as const),
    ]);
    const { carrier } = this;
    const find = (id: string): StepNode | undefined => this.find(id);
    const flow = new WiresFlow({
      tab,
      data,
      entry,
      configs,
      nodes,
      problems: [...problems.values()].map(({ message }) => message),
      carrier,
      find,
    });
    const withdrawals = [this.switchboard.flows.deploy(flow), ...nodes.flatMap((node) => this.#connect(flow, node))];
    return { flow, nodes, problems, withdraw: () => withdrawals.forEach((withdraw) => withdraw()) };
  }

  /** Ids, blocks and exit ids of the steps, read as when the tab becomes a Program. Those in subflows go by Node-RED's ids. */
  #place(configs: readonly TabNode[]): void {
    const steps = configs.flatMap((node) => {
      const step = this.#nodes.get(node.id)?.step;
      return step && node.type !== FLOW_NODE ? [{ node, step }] : [];
    });
    const flow = configs.find((node) => node.type === FLOW_NODE);
    const { nodes } = readSteps(steps, configs, flow, ReadProblems.of("tab"));
    for (const [config, id] of stepIds(steps.map(({ node }) => node)).ids) {
      const place = nodes[id];
      if (place) this.#nodes.get(config.id)?.place(place);
    }
  }

  #connect(flow: WiresFlow, { step, node, problems }: StepNode): readonly (() => void)[] {
    if (!step.deploy || problems.length > 0) return [];
    return [step.deploy({ switchboard: this.switchboard, flow: flow.ref, node: node.id }, node.options)];
  }
}

function noFlow(nodes: readonly StepNode[], at: readonly StepNode[], text: string): DeployedTab {
  return { nodes, problems: new Map(at.map((node) => [node, onlySaid(text)])), withdraw() {} };
}

function problemsOf(
  { name, type }: FlowData,
  nodes: readonly StepNode[],
  channels: Channels,
): readonly (readonly [StepNode, NodeProblem])[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const flow: FlowToCheck = {
    name,
    type,
    nodes: nodes.map(({ node, step }) => ({
      id: node.id,
      ...(node.name !== undefined && { name: node.name }),
      step: stepId(step),
      options: node.options,
    })),
  };
  const found = new Map<StepNode, NodeProblem>();
  for (const problem of [...flowProblems(flow), ...capabilityProblems(flow, channels)]) {
    const at = byId.get(problem.node);
    if (at) found.set(at, added(found.get(at), problem));
  }
  return [...found];
}

function onlySaid(text: string): NodeProblem {
  return { reason: text, message: text };
}

function added(before: NodeProblem | undefined, { reason, message }: NodeProblem): NodeProblem {
  if (!before) return { reason, message };
  return { reason: `${before.reason}; ${reason}`, message: `${before.message}; ${message}` };
}

import { Problems as ReadProblems } from "../../formats/result.js";
import { readFlowData } from "../../formats/node-red/flow-node.js";
import { FLOW_NODE, isTabNode, type TabNode } from "../../formats/node-red/nodes.js";
import { readSteps, stepIds } from "../../formats/node-red/read.js";
import { stepId } from "../../step.js";
import type { Switchboard } from "../../switchboard.js";
import { flowProblems } from "../../validation.js";
import type { Carrier } from "./carrier.js";
import { WiresFlow, type FlowData } from "./flow.js";
import type { StepNode } from "./step-node.js";

/** What is wrong with a tab, by the node that shows it. */
type Problems = ReadonlyMap<StepNode, string>;

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
  readonly #changed = new Set<string>();

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

  /** After a deploy: makes flows of the tabs with steps that changed, and connects their entries. `file` is the flow file. */
  deploy(file: readonly object[]): void {
    const configs = file.filter(isTabNode).filter((config) => config.d !== true);
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const tab of changed) {
      this.#deployed.get(tab)?.withdraw();
      this.#deployed.delete(tab);
    }
    for (const tab of changed) {
      const nodes = [...this.#nodes.values()].filter((node) => node.tab === tab);
      const own = configs.filter((config) => config.id === tab || config.z === tab);
      if (nodes.length > 0) this.#deployed.set(tab, this.#deploy(tab, nodes, own));
    }
  }

  #deploy(tab: string, nodes: readonly StepNode[], configs: readonly TabNode[]): DeployedTab {
    this.#place(configs);
    const [entry, ...others] = nodes.filter((node) => stepId(node.step) === FLOW_NODE);
    if (!entry) {
      const text = "the tab has no flow node: add one, and wire it to the first step";
      return { nodes, problems: new Map(nodes.map((node) => [node, text])), withdraw() {} };
    }
    const data = readFlowData(
      configs.find((config) => config.id === entry.red.id),
      configs.find((config) => config.id === tab),
    );
    const problems = new Map([
      ...problemsOf(data, nodes),
      ...others.map((other) => [other, "the tab has another flow node: remove one of them"] as const),
      ...this.#duplicate(data, entry),
    ]);
    const { carrier } = this;
    const find = (id: string): StepNode | undefined => this.find(id);
    const flow = new WiresFlow({ tab, data, entry, nodes, problems: [...problems.values()], carrier, find });
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

  /** Two tabs with one uuid (a tab that was copied) cannot both be the flow that it names. */
  #duplicate({ id }: FlowData, entry: StepNode): readonly (readonly [StepNode, string])[] {
    const other = this.switchboard.flows.tabs().find((flow) => flow.ref.id === id);
    return other ? [[entry, `another tab is flow '${id}' already: give this one a UUID of its own`]] : [];
  }

  #connect(flow: WiresFlow, { step, node, problems }: StepNode): readonly (() => void)[] {
    if (!step.deploy || problems.length > 0) return [];
    return [step.deploy({ switchboard: this.switchboard, flow: flow.ref, node: node.id }, node.options)];
  }
}

function problemsOf({ name, type }: FlowData, nodes: readonly StepNode[]): readonly (readonly [StepNode, string])[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found = flowProblems({
    name,
    type,
    nodes: nodes.map(({ node, step }) => ({
      id: node.id,
      ...(node.name !== undefined && { name: node.name }),
      step: stepId(step),
      options: node.options,
    })),
  });
  const texts = new Map<StepNode, string>();
  for (const { node, message } of found) {
    const at = byId.get(node);
    if (at) texts.set(at, texts.has(at) ? `${texts.get(at)}; ${message}` : message);
  }
  return [...texts];
}

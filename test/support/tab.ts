/** A node of a tab, as the flow file has it. */
export interface TabNode {
  readonly id: string;
  readonly type: string;
  readonly [property: string]: unknown;
}

/** Ids of the nodes that the ports are wired to: one for each port, or several. */
type Wires = readonly (string | readonly string[])[];

/** A step, or any other node. */
export function node(id: string, type: string, properties: object = {}, wires: Wires = []): TabNode {
  return { id, type, ...properties, wires: wires.map((to) => (typeof to === "string" ? [to] : to)) };
}

export function step(id: string, type: string, options: object = {}, wires: Wires = []): TabNode {
  return node(id, type, { options }, wires);
}

/** Sends a text to the contact. */
export function say(id: string, text: string, ...next: string[]): TabNode {
  return step(id, "contact-send_msg", { text }, [next]);
}

/** Waits for a message. */
export function ask(id: string, ...next: string[]): TabNode {
  const options = {
    wait: { type: "msg" },
    operand: "@input.text",
    categories: [{ uuid: "any", name: "Any", exit_uuid: "out" }],
    default_category_uuid: "any",
  };
  return step(id, "contact-switch", options, [next]);
}

/** A function node. */
export function fn(id: string, func: string, ...next: string[]): TabNode {
  return node(id, "function", { func, outputs: 1 }, [next]);
}

/** A tab that is the flow of this id and begins at these nodes. */
export function tab(flow: string, start: readonly string[], nodes: readonly TabNode[]): TabNode[] {
  return onTab(flow, [step(`${flow}-flow`, "entry-flow", { uuid: flow, name: flow, type: "any" }, [start]), ...nodes]);
}

/** A tab without a flow node of its own. */
export function onTab(id: string, nodes: readonly TabNode[]): TabNode[] {
  return [
    { id: `${id}-tab`, type: "tab", label: id },
    ...nodes.map((each, index) => ({ z: `${id}-tab`, x: 100 + 150 * index, y: 100, ...each })),
  ];
}

import { withReferences } from "../formats/node-red/references.js";
import type { TabNode } from "../formats/node-red/nodes.js";
import { unmarked } from "../hosts/wires/mark.js";
import { StepNode } from "../hosts/wires/step-node.js";
import { isJsonObject } from "../json.js";
import { stepId, type AnyStep } from "../step.js";
import { validateOptions } from "../validation/options.js";
import type { Instance } from "./instance.js";
import type { NodeRed, RedNode } from "./types.js";

/** Registers a step as a type of Node-RED node. */
export function registerStep(red: NodeRed, instance: Instance, step: AnyStep): void {
  red.nodes.registerType(stepId(step), function (this: RedNode, config: TabNode) {
    red.nodes.createNode(this, config);
    const options = withReferences(config, isJsonObject(config["options"]) ? config["options"] : {});
    const { wires } = instance;
    const node = new StepNode(this, step, options, validateOptions(step, options));
    wires.tabs.add(node);
    this.on("close", () => wires.tabs.remove(node));
    this.on("input", (message, _send, done) => {
      const problem = wires.carrier.arrive(node, message);
      // Without its mark: a Catch node's message would be stopped for it.
      if (problem) this.error(problem, unmarked(message));
      // A message that came to the session is done when its token leaves the step.
      if (problem) done();
    });
  });
}

import type { AnyStep } from "../step.js";
import { findStep } from "../steps.js";
import type { FlowProblem, FlowToCheck } from "../validation/options.js";
import { CAPABILITY_WORDS, lacks } from "./capabilities.js";
import type { Channel } from "./channel.js";
import type { Channels } from "./channels.js";

/**
 * Steps that need what a channel of the flow cannot do. The flow's channels are those that its entries name; where they name none,
 * the channel refuses what it is given and cannot do.
 */
export function capabilityProblems(
  { name, nodes }: FlowToCheck,
  channels: Pick<Channels, "get">,
  find: (id: string) => AnyStep | undefined = findStep,
): readonly FlowProblem[] {
  const named = namedChannels(nodes, channels, find);
  return nodes.flatMap((node) => {
    const step = find(node.step);
    const needed = [...(step?.requires?.capabilities ?? []), ...(step?.needs?.(node.options) ?? [])];
    const where = `flow '${name}', node ${node.name ? `'${node.name}'` : node.id} (${node.step})`;
    return named.flatMap((channel) =>
      [...new Set(lacks(channel.capabilities, needed))].map((capability) => {
        const words = CAPABILITY_WORDS[capability];
        const reason = `needs ${words}, which channel '${channel.id}' (${channel.name}) does not have`;
        return { node: node.id, field: "", reason, message: `${where}: ${reason}` };
      }),
    );
  });
}

function namedChannels(
  nodes: FlowToCheck["nodes"],
  channels: Pick<Channels, "get">,
  find: (id: string) => AnyStep | undefined,
): readonly Channel[] {
  const ids = nodes.flatMap(({ step, options }) => {
    const { channel } = options;
    return find(step)?.entry && typeof channel === "string" && channel !== "" ? [channel] : [];
  });
  return [...new Set(ids)].flatMap((id) => channels.get(id) ?? []);
}

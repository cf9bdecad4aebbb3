import type { Services } from "../../engine/services.js";

declare module "../../engine/services.js" {
  interface Services {
    /** The agents, queues and conferences that calls are brought to. */
    readonly callCentre?: CallCentre;
  }
}

/** Somebody who takes calls, as VoIPBIN's agent has it. */
export interface Agent {
  readonly id: string;
  readonly name?: string;
  /** Which queues give the agent calls: those that share a tag, and those that have none. */
  readonly tag_ids?: readonly string[];
  /** The agent's telephones. */
  readonly addresses: readonly { readonly type?: string; readonly target: string }[];
  /** Default: all telephones ring; `linear`: one after another. Where a queue calls the agent, all do. */
  readonly ring_method?: "ringall" | "linear";
  /** At the beginning; default: available. */
  readonly status?: AgentStatus;
}

export const AGENT_STATUSES = ["available", "away", "busy", "offline"] as const;
export type AgentStatus = (typeof AGENT_STATUSES)[number];

/** Where callers wait for an agent, as VoIPBIN's queue has it. Times in milliseconds; 0 or absent: no limit. */
export interface Queue {
  readonly id: string;
  readonly name?: string;
  readonly detail?: string;
  /** `random` (default), or the agent who has been free for the longest time. */
  readonly routing_method?: "random" | "longest_idle";
  readonly tag_ids?: readonly string[];
  readonly wait_timeout?: number;
  readonly service_timeout?: number;
  /** The flow that a caller hears while waiting, over and over. */
  readonly wait_flow_id?: string;
}

/** A bridge with a name, for any number of calls. */
export interface Conference {
  readonly id: string;
  readonly name?: string;
  /** The flow that a caller hears before joining. */
  readonly pre_flow_id?: string;
  /** The flow that a caller hears after leaving. */
  readonly post_flow_id?: string;
}

export interface CallCentreDocument {
  readonly agents?: readonly Agent[];
  readonly queues?: readonly Queue[];
  readonly conferences?: readonly Conference[];
}

/** What is set up: by the settings, and by whoever else adds to it. */
export class CallCentre {
  readonly #documents = new Set<CallCentreDocument>();

  /** The result takes it away. */
  add(document: CallCentreDocument): () => void {
    this.#documents.add(document);
    return () => this.#documents.delete(document);
  }

  agents(): readonly Agent[] {
    return [...this.#documents].flatMap(({ agents = [] }) => agents);
  }

  agent(id: string): Agent | undefined {
    return this.agents().find((agent) => agent.id === id);
  }

  queues(): readonly Queue[] {
    return [...this.#documents].flatMap(({ queues = [] }) => queues);
  }

  queue(id: string): Queue | undefined {
    return this.queues().find((queue) => queue.id === id);
  }

  conferences(): readonly Conference[] {
    return [...this.#documents].flatMap(({ conferences = [] }) => conferences);
  }

  conference(id: string): Conference | undefined {
    return this.conferences().find((conference) => conference.id === id);
  }
}

/** An empty one, where the switchboard has none. */
export function callCentre(services: Services): CallCentre {
  return services.callCentre ?? new CallCentre();
}

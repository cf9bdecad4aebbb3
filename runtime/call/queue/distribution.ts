import type { JsonObject } from "../../json.js";
import type { Agent, AgentStatus, CallCentre, Queue } from "../centre/centre.js";

/** An agent who did not answer is left alone for so long, in milliseconds. */
export const REST_MS = 10_000;

/** Somebody who waits in a queue. Types, not interfaces: only so TypeScript sees that they are JSON. */
export type Caller = {
  readonly entry: string;
  readonly queue: string;
  readonly session: string;
  readonly lane: string;
};

/** What is known of an agent beside what is set up. */
export type AgentState = {
  /** As somebody has set it; absent: as it is set up. */
  status?: AgentStatus;
  /** The caller whom the agent has, or is called for. */
  caller?: Caller;
  /** When the last call ended; milliseconds since 1970 UTC. */
  freeSince?: number;
  /** Gets no call before then. */
  restsUntil?: number;
};

/** Who waits, the longest first, and what agents do. */
export type Distribution = { waiting: Caller[]; agents: Record<string, AgentState> };

/** A free agent for somebody who waited. */
export interface Assignment {
  readonly caller: Caller;
  readonly agent: string;
}

/** Nobody waits, and nothing is known of any agent. */
export function emptyDistribution(): Distribution {
  return { waiting: [], agents: {} };
}

/** What the data of the distributor's session hold, which nobody else writes; an empty one where there are none yet. */
export function distributionOf(data: JsonObject | undefined): Distribution {
  return (data?.["distribution"] as Distribution | undefined) ?? emptyDistribution();
}

/** A caller waits, at the end of the queue; one who is known already stays where he is. */
export function join(state: Distribution, caller: Caller): void {
  const known = [...state.waiting, ...Object.values(state.agents).flatMap(({ caller }) => caller ?? [])];
  if (!known.some(({ entry }) => entry === caller.entry)) state.waiting.push(caller);
}

/** A caller has left, or (`declined`) the agent has not answered: then the caller is the first again. */
export function leave(state: Distribution, entry: string, now: number, declined: boolean): void {
  state.waiting = state.waiting.filter((caller) => caller.entry !== entry);
  for (const agent of Object.values(state.agents)) {
    const { caller } = agent;
    if (caller?.entry !== entry) continue;
    delete agent.caller;
    agent.freeSince = now;
    if (!declined) continue;
    agent.restsUntil = now + REST_MS;
    state.waiting.unshift(caller);
  }
}

/** An agent begins or ceases to take calls. */
export function setStatus(state: Distribution, agent: string, status: AgentStatus): void {
  const known = (state.agents[agent] ??= {});
  known.status = status;
  // Who says so is back.
  delete known.restsUntil;
}

/** Gives free agents to those who wait, the longest first. `random` gives numbers from 0 to 1. */
export function assign(state: Distribution, centre: CallCentre, now: number, random: () => number): Assignment[] {
  const assigned: Assignment[] = [];
  for (const caller of state.waiting) {
    const queue = centre.queue(caller.queue);
    const free = queue ? centre.agents().filter((agent) => serves(agent, queue) && isFree(state, agent, now)) : [];
    const agent = queue && choose(state, free, queue, random);
    if (!agent) continue;
    (state.agents[agent.id] ??= {}).caller = caller;
    assigned.push({ caller, agent: agent.id });
  }
  const gone = new Set(assigned.map(({ caller }) => caller));
  state.waiting = state.waiting.filter((caller) => !gone.has(caller));
  return assigned;
}

/** When an agent who rests may be called again; undefined: nobody rests. */
export function nextRested(state: Distribution, now: number): number | undefined {
  const times = Object.values(state.agents).flatMap(({ restsUntil = 0 }) => (restsUntil > now ? [restsUntil] : []));
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** A queue without tags takes any agent (voipbin-flow.md section 7). */
function serves({ tag_ids: has = [] }: Agent, { tag_ids: wants = [] }: Queue): boolean {
  return wants.length === 0 || wants.some((tag) => has.includes(tag));
}

function isFree({ agents }: Distribution, agent: Agent, now: number): boolean {
  const { status, caller, restsUntil = 0 } = agents[agent.id] ?? {};
  if ((status ?? agent.status ?? "available") !== "available") return false;
  return caller === undefined && restsUntil <= now && agent.addresses.length > 0;
}

function choose(
  { agents }: Distribution,
  free: readonly Agent[],
  { routing_method }: Queue,
  random: () => number,
): Agent | undefined {
  if (routing_method !== "longest_idle") return free[Math.floor(random() * free.length)];
  const since = ({ id }: Agent): number => agents[id]?.freeSince ?? 0;
  return [...free].sort((a, b) => since(a) - since(b))[0];
}

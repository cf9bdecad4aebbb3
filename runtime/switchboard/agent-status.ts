import type { Intake } from "./intake.js";
import type { AgentStatus } from "../call/centre/centre.js";
import {
  AGENT_STATUS,
  DISTRIBUTOR,
  DISTRIBUTOR_LANE,
  distributorSignal,
  distributorStart,
} from "../call/queue/signals.js";

/** An agent begins or ceases to take calls. Resolves when that is durable. */
export async function setAgentStatus(intake: Intake, agent: string, status: AgentStatus): Promise<void> {
  const at = intake.clock.now();
  const place = { source: "api", lane: DISTRIBUTOR_LANE, at };
  await intake.accept({ ...place, input: distributorStart(at) });
  const input = distributorSignal(AGENT_STATUS, { agent, status });
  await intake.accept({ ...place, session: DISTRIBUTOR, input });
}

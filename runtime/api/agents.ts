import express, { type Router } from "express";
import Type from "typebox";
import { AGENT_STATUSES, type Agent } from "../call/centre/centre.js";
import { distributionOf, type Distribution } from "../call/queue/distribution.js";
import { DISTRIBUTOR } from "../call/queue/signals.js";
import { setAgentStatus } from "../switchboard/agent-status.js";
import type { JsonObject } from "../json.js";
import { NotFound, type Switchboard } from "../switchboard/switchboard.js";
import { readBody } from "./body.js";
import { handle } from "./errors.js";
import { shape } from "./shape.js";

const newStatus = shape(Type.Object({ status: Type.Enum([...AGENT_STATUSES]) }, { additionalProperties: false }));

/** Who takes calls of queues: `GET /agents`, and `PUT /agents/:id {status}` by which somebody begins and ceases to. */
export function agentRoutes(switchboard: Switchboard): Router {
  const router = express.Router();
  router.get(
    "/",
    handle(async (_request, response) => {
      const distribution = await readDistribution(switchboard);
      response.json({
        agents: switchboard.callCentre.agents().map((agent) => agentView(agent, distribution)),
        waiting: distribution.waiting.map(({ entry, queue, session }) => ({ queuecall: entry, queue, session })),
      });
    }),
  );
  router.put(
    "/:id",
    handle(async (request, response) => {
      const { id = "" } = request.params;
      if (!switchboard.callCentre.agent(id)) throw new NotFound(`There is no agent '${id}'.`);
      const { status } = readBody(request, newStatus);
      await setAgentStatus(switchboard, id, status);
      response.status(202).json({ id, status });
    }),
  );
  return router;
}

async function readDistribution({ store }: Switchboard): Promise<Distribution> {
  return distributionOf((await store.session(DISTRIBUTOR))?.session.data);
}

function agentView(
  { id, name, addresses, tag_ids, status: initial = "available" }: Agent,
  of: Distribution,
): JsonObject {
  const { status = initial, caller } = of.agents[id] ?? {};
  return {
    id,
    name,
    status,
    addresses: addresses.map((address) => ({ ...address })),
    tag_ids: [...(tag_ids ?? [])],
    ...(caller && { call: { queuecall: caller.entry, queue: caller.queue, session: caller.session } }),
  };
}

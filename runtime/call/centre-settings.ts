import Type from "typebox";
import { AGENT_STATUSES } from "./centre.js";

const id = Type.String({ minLength: 1, maxLength: 255 });
const name = Type.Optional(Type.String());
const tag_ids = Type.Optional(Type.Array(id));
const timeout = Type.Optional(Type.Integer({ minimum: 0 }));
const strict = { additionalProperties: false } as const;

/** Agents, queues and conferences as the settings name them: VoIPBIN's documents (`centre.ts` says what the fields mean). */
export const centreSettings = Type.Object(
  {
    agents: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id,
            name,
            tag_ids,
            addresses: Type.Array(Type.Object({ type: Type.Optional(Type.Enum(["tel", "sip"])), target: id }, strict)),
            status: Type.Optional(Type.Enum([...AGENT_STATUSES])),
          },
          strict,
        ),
      ),
    ),
    queues: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id,
            name,
            detail: Type.Optional(Type.String()),
            routing_method: Type.Optional(Type.Enum(["random", "longest_idle"])),
            tag_ids,
            wait_timeout: timeout,
            service_timeout: timeout,
            wait_flow_id: Type.Optional(Type.String()),
          },
          strict,
        ),
      ),
    ),
    conferences: Type.Optional(
      Type.Array(Type.Object({ id, name, pre_flow_id: Type.Optional(Type.String()) }, strict)),
    ),
  },
  strict,
);

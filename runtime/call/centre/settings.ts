import Type, { type TInteger, type TOptional } from "typebox";
import { milliseconds, optionalFlow } from "../../fields.js";
import { AGENT_STATUSES } from "./centre.js";

const id = Type.String({ title: "Id", description: "By which flows name it.", minLength: 1, maxLength: 255 });
const name = Type.Optional(Type.String({ title: "Name" }));
const tag_ids = Type.Optional(
  Type.Array(Type.String({ minLength: 1, maxLength: 255 }), {
    title: "Tags",
    description: "An agent takes the calls of queues that share one, and of queues that have none.",
  }),
);
const strict = { additionalProperties: false } as const;

function timeout(title: string): TOptional<TInteger> {
  return Type.Optional(milliseconds({ minimum: 0, title, description: "0: no limit." }));
}

export const agentSettings = Type.Object(
  {
    id,
    name,
    tag_ids,
    addresses: Type.Array(
      Type.Object(
        {
          type: Type.Optional(Type.Enum(["tel", "sip"], { title: "Kind", default: "tel" })),
          target: Type.String({ title: "Number or address", minLength: 1, maxLength: 255 }),
        },
        strict,
      ),
      { title: "Telephones", default: [] },
    ),
    ring_method: Type.Optional(
      Type.Enum(["ringall", "linear"], {
        title: "Telephones ring",
        description: "All at once (ringall), or one after another (linear). Where a queue calls the agent, all do.",
        default: "ringall",
      }),
    ),
    status: Type.Optional(
      Type.Enum([...AGENT_STATUSES], { title: "Status", description: "At the beginning.", default: "available" }),
    ),
  },
  strict,
);

export const queueSettings = Type.Object(
  {
    id,
    name,
    detail: Type.Optional(Type.String({ title: "Description" })),
    routing_method: Type.Optional(
      Type.Enum(["random", "longest_idle"], {
        title: "Who gets a call",
        description: "Any free agent, or the one who has been free for the longest time.",
        default: "random",
      }),
    ),
    tag_ids,
    wait_timeout: timeout("Longest wait"),
    service_timeout: timeout("Longest talk"),
    wait_flow_id: Type.Optional(
      optionalFlow({ title: "Flow while waiting", description: "A caller hears it over and over." }),
    ),
  },
  strict,
);

export const conferenceSettings = Type.Object(
  {
    id,
    name,
    pre_flow_id: Type.Optional(
      optionalFlow({ title: "Flow before", description: "A caller hears it before joining." }),
    ),
    post_flow_id: Type.Optional(optionalFlow({ title: "Flow after", description: "A caller hears it after leaving." })),
  },
  strict,
);

/** Agents, queues and conferences as the settings name them: VoIPBIN's documents (`centre.ts` says what the fields mean). */
export const centreSettings = Type.Object(
  {
    agents: Type.Optional(Type.Array(agentSettings)),
    queues: Type.Optional(Type.Array(queueSettings)),
    conferences: Type.Optional(Type.Array(conferenceSettings)),
  },
  strict,
);

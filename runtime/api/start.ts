import Type from "typebox";
import { normalizeUrn, urnProblem } from "../contacts/urns.js";
import { readTrigger } from "../conversation/trigger-document.js";
import type { JsonObject } from "../json.js";
import type { StartInput } from "../session/input.js";
import { NotFound, type Switchboard } from "../switchboard/switchboard.js";
import { ApiError } from "./errors.js";
import { shape } from "./shape.js";

/** Channel of sessions that are started from outside and name none. */
const DEFAULT_CHANNEL = "simulator";

/** What `POST /flows/:id/start` takes. */
export const startBody = shape(
  Type.Object({
    urn: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
    params: Type.Optional(Type.Object({})),
    channel: Type.Optional(Type.String({ minLength: 1 })),
    /** A GoFlow trigger (goflow.md section 9) without its flow and time: `{type: "channel", event: {...}}`. */
    trigger: Type.Optional(Type.Object({ type: Type.String({ minLength: 1 }) })),
    environment: Type.Optional(Type.Object({})),
  }),
);

type StartBody = Extract<ReturnType<typeof startBody>, { ok: true }>["value"];

/** Starts a flow as the body says; gives the session's id. */
export async function startFlow(switchboard: Switchboard, flow: string, body: StartBody): Promise<string> {
  const { urn, channel = DEFAULT_CHANNEL, environment } = body;
  const problem = urn === undefined ? undefined : urnProblem(normalizeUrn(urn));
  if (problem !== undefined) throw new ApiError(400, `'urn' is no URN: ${problem}.`);
  if (body.channel !== undefined && !switchboard.channels.get(channel)) {
    throw new NotFound(`There is no channel '${channel}'.`);
  }
  return switchboard.startFlow(
    { id: flow },
    {
      ...(urn !== undefined && { urn: normalizeUrn(urn) }),
      channel,
      ...triggerOf(body, flow, switchboard.clock.now()),
      ...(environment && { environment: environment as JsonObject }),
    },
  );
}

function triggerOf(
  { trigger, params }: StartBody,
  flow: string,
  now: number,
): Pick<StartInput, "trigger" | "message" | "environment"> {
  const given = params && { params: params as JsonObject };
  if (!trigger) return { trigger: { type: "manual", at: now, ...given } };
  const document = {
    ...(trigger as JsonObject),
    ...given,
    flow: { uuid: flow },
    triggered_on: new Date(now).toISOString(),
  };
  const read = readTrigger(document);
  if ("problem" in read) throw new ApiError(400, `'trigger' is none: ${read.problem}.`);
  if (read.contact) throw new ApiError(400, "'trigger' names a contact; name it by 'urn'.");
  return read.start;
}

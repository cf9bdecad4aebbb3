import Type from "typebox";
import { normalizeUrn, noUrn, urnProblem } from "../contacts/urns.js";
import { derivedUuid } from "../formats/uuids.js";
import { readTrigger } from "../conversation/trigger-document.js";
import type { JsonObject } from "../json.js";
import type { StartInput } from "../session/input.js";
import { NotFound, type Switchboard } from "../switchboard/switchboard.js";
import { ApiError } from "./errors.js";
import { shape } from "./shape.js";

/** Channel of sessions that are started from outside and name none. */
const DEFAULT_CHANNEL = "simulator";

/** Contacts of one batch start. */
const MOST_CONTACTS = 1000;

const urn = Type.String({ minLength: 1, maxLength: 255 });

/** What `POST /flows/:id/start` takes. */
export const startBody = shape(
  Type.Object({
    /** Whom the session is with; without it, it is with nobody. */
    urn: Type.Optional(urn),
    /** A batch start: a session with each. */
    urns: Type.Optional(Type.Array(urn, { minItems: 1, maxItems: MOST_CONTACTS, uniqueItems: true })),
    /** The client's id of the request: a repeated one starts nothing, and is answered as before. */
    id: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
    params: Type.Optional(Type.Object({})),
    channel: Type.Optional(Type.String({ minLength: 1 })),
    /** A GoFlow trigger (goflow.md section 9) without its flow and time: `{type: "channel", event: {...}}`. */
    trigger: Type.Optional(Type.Object({ type: Type.String({ minLength: 1 }) })),
    environment: Type.Optional(Type.Object({})),
  }),
);

type StartBody = Extract<ReturnType<typeof startBody>, { ok: true }>["value"];

/** A session that was started, and whom it is with. */
export interface Started {
  readonly urn?: string;
  readonly session: string;
}

/** Starts a flow for each contact that the body names, or once for nobody; nothing starts where one of them cannot be. */
export async function startFlow(switchboard: Switchboard, flow: string, body: StartBody): Promise<Started[]> {
  const { urn, urns, id, channel = DEFAULT_CHANNEL, environment } = body;
  if (urn !== undefined && urns) throw new ApiError(400, "Name contacts by 'urn' or by 'urns', not by both.");
  const contacts = (urns ?? [urn]).map((each, index) => readUrn(each, urns ? `urns/${index}` : "urn"));
  if (body.channel !== undefined && !switchboard.channels.get(channel)) {
    throw new NotFound(`There is no channel '${channel}'.`);
  }
  const { trigger, ...start } = triggerOf(body, flow, switchboard.clock.now());
  const common = {
    ...start,
    trigger: urns ? { ...trigger, batch: true } : trigger,
    channel,
    ...(environment && { environment: environment as JsonObject }),
  };
  return Promise.all(
    contacts.map(async (urn) => {
      const known = id === undefined ? undefined : derivedUuid("start", flow, id, urn ?? "");
      const session = await switchboard.startFlow(
        { id: flow },
        {
          ...common,
          ...(urn !== undefined && { urn }),
          ...(known !== undefined && { session: known, inputId: known }),
        },
      );
      return { ...(urn !== undefined && { urn }), session };
    }),
  );
}

function readUrn(given: string | undefined, field: string): string | undefined {
  if (given === undefined) return undefined;
  const urn = normalizeUrn(given);
  const problem = urnProblem(urn);
  if (problem !== undefined) throw new ApiError(400, `'${field}' ${noUrn(problem)}.`);
  return urn;
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

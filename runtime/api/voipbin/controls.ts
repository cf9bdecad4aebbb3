import express, { type Request, type Router } from "express";
import { refusalOf, type Refusal } from "../../call/control/refusal.js";
import { capabilitiesFor } from "../../call/control/requirements.js";
import { isGivenId } from "../../call/nil-id.js";
import { CAPABILITY_WORDS, lacks } from "../../channels/capabilities.js";
import type { CallControl } from "../../session/input.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { handle } from "../errors.js";
import { readDirection, readRecording, readTalk } from "./control-bodies.js";
import { VoipbinError } from "./errors.js";
import { changed, findCall, viewOf, type FoundCall } from "./find-call.js";
import { settled } from "./settled.js";
import { findFlow } from "./start.js";

/** What a request wants; throws 400, 404. */
type Reader = (request: Request, switchboard: Switchboard) => CallControl | Promise<CallControl>;

/** What a program can do to a call in progress: those that are answered without a body (voipbin-flow.md section 9). */
const SILENT: Readonly<Record<string, { readonly post: Reader; readonly delete?: Reader }>> = {
  talk: { post: readTalk },
  hold: { post: () => ({ type: "hold" }), delete: () => ({ type: "unhold" }) },
  mute: {
    post: (request) => ({ type: "mute", direction: readDirection(request) }),
    delete: (request) => ({ type: "unmute", direction: readDirection(request) }),
  },
  moh: { post: () => ({ type: "moh" }), delete: () => ({ type: "moh_stop" }) },
  silence: { post: () => ({ type: "silence" }), delete: () => ({ type: "silence_stop" }) },
};

/** And those that are answered with the call. */
const RECORDING: Readonly<Record<string, Reader>> = {
  recording_start: async (request, switchboard) => {
    const { on_end_flow_id: flow, ...options } = readRecording(request);
    const follows = isGivenId(flow);
    if (follows) await findFlow(switchboard, flow);
    return { type: "recording_start", options: { ...options, ...(follows && { on_end_flow_id: flow }) } };
  },
  recording_stop: () => ({ type: "recording_stop" }),
};

const REASONS: Readonly<Record<Refusal["reason"], string>> = {
  ended: "CALL_ENDED",
  not_answered: "CALL_NOT_ANSWERED",
  held_by_party: "CALL_HELD_BY_PARTY",
  recorded: "ALREADY_RECORDING",
  not_recorded: "NOT_RECORDING",
  too_many_announcements: "TOO_MANY_ANNOUNCEMENTS",
};

/** `POST /calls/{id}/talk`, `POST` and `DELETE` of its `hold`, `mute`, `moh` and `silence`, `POST` of its `recording_start` and `_stop`. */
export function controlRoutes(switchboard: Switchboard): Router {
  const router = express.Router();
  const silently = (read: Reader) =>
    handle(async (request, response) => {
      await control(switchboard, request, read);
      response.status(200).end();
    });
  for (const [name, readers] of Object.entries(SILENT)) {
    router.post(`/:id/${name}`, silently(readers.post));
    if (readers.delete) router.delete(`/:id/${name}`, silently(readers.delete));
  }
  for (const [name, read] of Object.entries(RECORDING)) {
    router.post(
      `/:id/${name}`,
      handle(async (request, response) => {
        response.json(await viewOf(switchboard, await control(switchboard, request, read)));
      }),
    );
  }
  return router;
}

/** Has it done; gives the call as it is then. Throws 409 where the call, as it is now, or its channel does not allow it. */
async function control(switchboard: Switchboard, request: Request, read: Reader): Promise<FoundCall> {
  const found = await findCall(switchboard, request);
  const wanted = await read(request, switchboard);
  mustBePossible(switchboard, found, wanted);
  const { session, id: leg } = found;
  await switchboard.toSession(session.id, { type: "control", leg, control: wanted });
  return changed(found, await settled(switchboard, session));
}

function mustBePossible({ channels }: Switchboard, { session, call, id }: FoundCall, wanted: CallControl): void {
  const refusal = refusalOf(call, id, wanted);
  if (refusal) throw conflict(REASONS[refusal.reason], `Cannot ${wanted.type}: ${refusal.text}.`);
  const channel = channels.get(session.channel ?? "");
  const [missing] = lacks(channel?.capabilities, capabilitiesFor(call, id, wanted));
  if (channel && missing)
    throw conflict(
      "CHANNEL_CANNOT",
      `Channel '${channel.id}' (${channel.name}) does not have ${CAPABILITY_WORDS[missing]}.`,
    );
}

function conflict(reason: string, message: string): VoipbinError {
  return new VoipbinError("FAILED_PRECONDITION", reason, message);
}

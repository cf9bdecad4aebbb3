import type { Sprint } from "../engine/sprint.js";
import { isJsonObject, type Json, type JsonObject } from "../json.js";
import type { Input, SignalInput } from "../session/input.js";
import { isWaiting, type Session } from "../session/session.js";

/** Name of the signal by which a channel says what was pressed: `{uid, clientRequestId?, actionDetails: {dtmf}, ...}`. */
export const DTMF_SIGNAL = "dtmf";
/** Under which the digits of calls are kept in the session's notes. */
const NOTE = "dtmf";
/** Under which the notes have the ids that the session's steps gave to their calls, by the ids of the calls. */
const REQUESTS = "voice_requests";
/** Callbacks that are kept for a WaitForDTMF that is still to come. */
const MAX_KEPT = 20;

/** Makes a session findable by the id of a voice request. */
export function dtmfKey(request: string): string {
  return `dtmf:${request}`;
}

/** The keys of the sessions that a callback is for: by the request's own id if it has one, else by the call's (section 6). */
export function dtmfKeys(callback: JsonObject): string[] {
  return idsOf(callback).map(dtmfKey);
}

/** From now on the session hears what is pressed in this call. */
export function expectDigits(session: Session, request: Json | undefined): void {
  if (typeof request !== "string" || request === "") return;
  session.keys = [...new Set([...(session.keys ?? []), dtmfKey(request)])];
}

/** The call is known by both of its ids from now on: the callbacks of today's API have only its own (8x8-automation.md D33). */
export function nameCall(session: Session, { uid, clientRequestId }: JsonObject): void {
  expectDigits(session, uid);
  if (typeof uid !== "string" || typeof clientRequestId !== "string") return;
  const notes = (session.notes ??= {});
  notes[REQUESTS] = { ...requestsOf(session), [uid]: clientRequestId };
}

/** What was pressed, with the id that the step gave to the call where the callback does not have it. */
export function dtmfData(session: Session, callback: JsonObject): JsonObject {
  const { uid } = callback;
  const requests = requestsOf(session);
  if (callback["clientRequestId"] !== undefined || typeof uid !== "string") return callback;
  const clientRequestId = Object.hasOwn(requests, uid) ? requests[uid] : undefined;
  return clientRequestId === undefined ? callback : { ...callback, clientRequestId };
}

/** Digits that no step waits for yet are kept for the step that will (8x8-automation.md D17). True: they were. */
export function keepEarlyDigits(sprint: Sprint, input: Input): boolean {
  if (input.type !== "signal" || input.name !== DTMF_SIGNAL || !input.data) return false;
  const callback = dtmfData(sprint.session, input.data);
  const keys = dtmfKeys(callback);
  const tokens = sprint.session.runs.flatMap((run) => run.tokens.filter(isWaiting));
  if (tokens.some(({ wait }) => wait.key !== undefined && keys.includes(wait.key))) return false;
  const notes = (sprint.session.notes ??= {});
  notes[NOTE] = [...keptIn(sprint.session), callback].slice(-MAX_KEPT);
  return true;
}

/** The digits that came early for a request; they count once. */
export function takeEarlyDigits(session: Session, request: string): JsonObject | undefined {
  const kept = keptIn(session);
  const found = kept.find((callback) => idsOf(callback).includes(request));
  if (found && session.notes) session.notes[NOTE] = kept.filter((callback) => callback !== found);
  return found;
}

export function isDtmfOf(session: Session, { name, data = {} }: SignalInput, request: string): boolean {
  return name === DTMF_SIGNAL && idsOf(dtmfData(session, data)).includes(request);
}

function idsOf({ clientRequestId, uid }: JsonObject): string[] {
  return [clientRequestId, uid].filter((id): id is string => typeof id === "string" && id !== "");
}

function requestsOf({ notes = {} }: Session): JsonObject {
  const requests = notes[REQUESTS];
  return isJsonObject(requests) ? requests : {};
}

function keptIn({ notes = {} }: Session): JsonObject[] {
  const kept = notes[NOTE];
  return Array.isArray(kept) ? kept.filter((callback) => isJsonObject(callback)) : [];
}

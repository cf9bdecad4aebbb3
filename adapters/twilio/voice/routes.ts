import express, { type Request, type Router } from "express";
import { queryText } from "../../../runtime/api/body.js";
import { handle } from "../../../runtime/api/errors.js";
import { RECORDING_FINISHED } from "../../../runtime/call/recording.js";
import { TRANSCRIPT } from "../../../runtime/call/transcription.js";
import { parametersOf, type Parameters } from "../webhooks.js";
import type { Calls } from "./calls.js";
import type { LegName } from "./legs.js";
import { detection, keysOf, statusSignal, type Told } from "./signals.js";
import { nothing } from "./twiml.js";

/** Twilio's webhooks of calls, below `/calls`. */
export function callRoutes(calls: Calls): Router {
  const router = express.Router();
  router.post(
    "/",
    handle((_request, response) => calls.start(parametersOf(response), response)),
  );
  router.post(
    "/status",
    handle(async (_request, response) => {
      const parameters = parametersOf(response);
      const { CallSid = "" } = parameters;
      await calls.tell({ call: CallSid }, statuses({ call: CallSid, leg: CallSid }, parameters));
      response.type("text/xml").send(nothing());
    }),
  );
  router.post(
    "/:call/legs/:leg/next",
    handle((request, response) => {
      const parameters = parametersOf(response);
      return calls.next(legOf(request), parameters, response, heard(request, parameters));
    }),
  );
  router.post(
    "/:call/legs/:leg/status",
    handle(async (request, response) => {
      await calls.tell(legOf(request), statuses(legOf(request), parametersOf(response)));
      response.type("text/xml").send(nothing());
    }),
  );
  router.post(
    "/:call/legs/:leg/detection",
    handle(async (request, response) => {
      await calls.detected(legOf(request), detection(parametersOf(response)));
      response.type("text/xml").send(nothing());
    }),
  );
  router.post(
    "/:call/recordings/:recording",
    handle(async (request, response) => {
      const [recording = "", format = "wav"] = (request.params["recording"] ?? "").split(".");
      const { RecordingUrl, RecordingSid = "" } = parametersOf(response);
      const data = { recording, ...(RecordingUrl && { files: [`${RecordingUrl}.${format}`] }) };
      const signal = { type: "signal", name: RECORDING_FINISHED, data } as const;
      await calls.tell(callOf(request), [{ signal, id: `recording:${RecordingSid}` }]);
      response.type("text/xml").send(nothing());
    }),
  );
  router.post(
    "/:call/transcriptions/:transcription",
    handle(async (request, response) => {
      await calls.tell(callOf(request), transcripts(request, parametersOf(response)));
      response.type("text/xml").send(nothing());
    }),
  );
  return router;
}

function callOf({ params }: Request): Pick<LegName, "call"> {
  return { call: params["call"] ?? "" };
}

function legOf(request: Request): LegName {
  return { ...callOf(request), leg: request.params["leg"] ?? "" };
}

function statuses(leg: LegName, parameters: Parameters): Told[] {
  const told = statusSignal(leg.leg, parameters);
  return told ? [told] : [];
}

/** Why Twilio asks what comes next: keys, the end of what was heard, of a bridge, or that the leg has just answered. */
function heard(request: Request, parameters: Parameters): Told[] {
  const { leg } = legOf(request);
  const [media, bridge] = [queryText(request, "media"), queryText(request, "bridge")];
  // Twilio's name for the request, also when it is made again.
  const token = request.get("I-Twilio-Idempotency-Token");
  const keys = keysOf(parameters).map((digit, index): Told => {
    return { signal: { type: "digit", leg, digit }, ...(token && { id: `key:${token}:${index}` }) };
  });
  return [
    ...(isFirst(parameters, media, bridge) ? statuses({ call: "", leg }, parameters) : []),
    ...keys,
    ...(media === undefined ? [] : [{ signal: { type: "media", media }, id: `media:${media}` } as const]),
    ...(bridge === undefined
      ? []
      : [{ signal: { type: "call", event: "unbridged", leg }, ...(token && { id: `left:${token}` }) } as const]),
  ];
}

/** A call that goes out asks for the first time when it is answered. A later question says the same again, which counts once. */
function isFirst({ Direction = "", Digits }: Parameters, media?: string, bridge?: string): boolean {
  return Direction.startsWith("outbound") && Digits === undefined && media === undefined && bridge === undefined;
}

/** What was said, when it is final (Twilio's event `transcription-content`). */
function transcripts(request: Request, parameters: Parameters): Told[] {
  const { TranscriptionEvent, TranscriptionData = "{}", Final, Track, SequenceId } = parameters;
  if (TranscriptionEvent !== "transcription-content" || Final === "false") return [];
  const { transcript } = parseData(TranscriptionData);
  if (typeof transcript !== "string") return [];
  const transcribe = request.params["transcription"] ?? "";
  const direction = Track === "outbound_track" ? "out" : "in";
  const signal = { type: "signal", name: TRANSCRIPT, data: { transcribe, direction, text: transcript } } as const;
  return [{ signal, ...(SequenceId && { id: `transcript:${transcribe}:${SequenceId}` }) }];
}

function parseData(text: string): { readonly transcript?: unknown } {
  try {
    return Object(JSON.parse(text)) as { transcript?: unknown };
  } catch {
    return {};
  }
}

import express, { type Request, type RequestHandler, type Router } from "express";
import { queryText } from "../../../runtime/api/body.js";
import { handle } from "../../../runtime/api/errors.js";
import { RECORDING_FINISHED } from "../../../runtime/call/media/recording.js";
import { TRANSCRIPT } from "../../../runtime/call/media/transcription.js";
import { parametersOf, sendTwiml, type Parameters } from "../webhooks.js";
import { asked, statuses } from "./asked.js";
import { callIdOf } from "./call-id.js";
import type { Calls } from "./calls.js";
import type { LegName } from "./legs.js";
import { detection, type Told } from "./signals.js";
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
    hearing((_request, parameters) => {
      const call = callIdOf(parameters["CallSid"] ?? "");
      return calls.tell({ call }, statuses(call, parameters));
    }),
  );
  router.post(
    "/:call/legs/:leg/next",
    handle((request, response) => {
      const [leg, parameters] = [legOf(request), parametersOf(response)];
      return calls.next(leg, parameters, response, asked(request, leg, parameters));
    }),
  );
  router.post(
    "/:call/legs/:leg/announcement",
    handle(async (request, response) => {
      const [key = "", heard] = [queryText(request, "key"), queryText(request, "heard")];
      sendTwiml(response, await calls.announcement(legOf(request), key, heard !== undefined));
    }),
  );
  router.post(
    "/:call/legs/:leg/status",
    hearing((request, parameters) => calls.tell(legOf(request), statuses(legOf(request).leg, parameters))),
  );
  router.post(
    "/:call/legs/:leg/detection",
    hearing((request, parameters) => calls.detected(legOf(request), detection(parameters))),
  );
  router.post(
    "/:call/recordings/:recording",
    hearing((request, parameters) => calls.tell(callOf(request), [recorded(request, parameters)])),
  );
  router.post(
    "/:call/transcriptions/:transcription",
    hearing((request, parameters) => calls.tell(callOf(request), transcripts(request, parameters))),
  );
  return router;
}

/** Takes in what Twilio says, and answers that nothing is to be done. */
function hearing(take: (request: Request, parameters: Parameters) => Promise<unknown>): RequestHandler {
  return handle(async (request, response) => {
    await take(request, parametersOf(response));
    sendTwiml(response, nothing());
  });
}

function callOf({ params }: Request): Pick<LegName, "call"> {
  return { call: params["call"] ?? "" };
}

function legOf(request: Request): LegName {
  return { ...callOf(request), leg: request.params["leg"] ?? "" };
}

/** The file of a recording is there. */
function recorded({ params }: Request, { RecordingUrl, RecordingSid = "" }: Parameters): Told {
  const [recording = "", format = "wav"] = (params["recording"] ?? "").split(".");
  const data = { recording, ...(RecordingUrl && { files: [`${RecordingUrl}.${format}`] }) };
  return { signal: { type: "signal", name: RECORDING_FINISHED, data }, id: `recording:${RecordingSid}` };
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

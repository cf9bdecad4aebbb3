import express, { type Request, type Router } from "express";
import { queryText } from "../../../runtime/api/body.js";
import { handle } from "../../../runtime/api/errors.js";
import { RECORDING_FINISHED } from "../../../runtime/call/media/recording.js";
import { TRANSCRIPT } from "../../../runtime/call/media/transcription.js";
import { parametersOf, type Parameters } from "../webhooks.js";
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
    handle(async (_request, response) => {
      const parameters = parametersOf(response);
      const call = callIdOf(parameters["CallSid"] ?? "");
      await calls.tell({ call }, statuses(call, parameters));
      response.type("text/xml").send(nothing());
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
      response.type("text/xml").send(await calls.announcement(legOf(request), key, heard !== undefined));
    }),
  );
  router.post(
    "/:call/legs/:leg/status",
    handle(async (request, response) => {
      await calls.tell(legOf(request), statuses(legOf(request).leg, parametersOf(response)));
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

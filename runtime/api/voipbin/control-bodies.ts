import type { Request } from "express";
import Type from "typebox";
import { MUTE_DIRECTIONS, type MuteDirection } from "../../session/call.js";
import type { CallControl } from "../../session/input.js";
import { readBody } from "../body.js";
import { shape } from "../shape.js";

const LONGEST_TEXT = 10_000;
const LONGEST_RECORDING_S = 24 * 60 * 60;

const talk = shape(
  Type.Object({
    text: Type.String({ minLength: 1, maxLength: LONGEST_TEXT }),
    language: Type.Optional(Type.String({ maxLength: 64 })),
    gender: Type.Optional(Type.Enum(["", "male", "female", "neutral"])),
    provider: Type.Optional(Type.Enum(["", "gcp", "aws"])),
    voice_id: Type.Optional(Type.String({ maxLength: 255 })),
  }),
);

/** What is to be said, and how. Throws 400. */
export function readTalk(request: Request): CallControl {
  const { text, language, gender, provider, voice_id } = readBody(request, talk);
  return {
    type: "talk",
    announcement: {
      text,
      ...(language && { language }),
      ...(gender && { gender }),
      ...(provider && { provider }),
      ...(voice_id && { voice_id }),
    },
  };
}

const direction = shape(Type.Object({ direction: Type.Optional(Type.Enum(["", ...MUTE_DIRECTIONS])) }));

/** What is to be cut off, or not any more; nothing said: both. */
export function readDirection(request: Request): MuteDirection {
  return readBody(request, direction).direction || "both";
}

const seconds = Type.Optional(Type.Integer({ minimum: 0, maximum: LONGEST_RECORDING_S }));

const recording = shape(
  Type.Object({
    format: Type.Optional(Type.Enum(["", "wav", "mp3", "ogg"])),
    end_of_silence: seconds,
    end_of_key: Type.Optional(Type.Enum(["", "none", "any", "*", "#"])),
    duration: seconds,
    on_end_flow_id: Type.Optional(Type.String({ maxLength: 255 })),
  }),
);

/** How a recording is to be made, and the flow that follows it. */
export function readRecording(request: Request) {
  return readBody(request, recording);
}

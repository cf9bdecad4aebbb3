import Type from "typebox";
import { callEffect } from "../../runtime/call/effect.js";
import { runningRecording } from "../../runtime/call/media/recording.js";
import { seconds } from "../../runtime/fields.js";
import { oneOf, webAddress } from "../../runtime/metaflow/fields.js";
import { triggerOf } from "../../runtime/metaflow/module.js";
import { defineStep } from "../../runtime/step.js";

const DEFAULT_FORMAT = "mp3";

/**
 * kazoo-metaflows.md sections 1.3 and 6, record_call; the scenarios' decision 9: each leg has a recording of its own, and toggle
 * turns it. What is asked for and is so already is done without more.
 */
export const recordCall = defineStep({
  family: "metaflow",
  type: "record_call",
  summary: "Records the call for the party that pressed the keys.",
  icon: "fa-dot-circle-o",
  options: Type.Object({
    action: oneOf(["mask", "unmask", "start", "stop", "toggle"], { title: "Action", default: "toggle" }),
    format: oneOf(["mp3", "wav"], { title: "Format", description: `Default: ${DEFAULT_FORMAT}.` }),
    time_limit: Type.Optional(seconds({ title: "At most" })),
    record_min_sec: Type.Optional(seconds({ title: "Kept from" })),
    record_sample_rate: Type.Optional(Type.Integer({ title: "Sample rate", minimum: 1 })),
    record_on_answer: Type.Optional(Type.Boolean({ title: "Only once it is answered", default: false })),
    record_on_bridge: Type.Optional(Type.Boolean({ title: "Only once parties talk", default: false })),
    url: Type.Optional(webAddress({ title: "Sent to" })),
    method: oneOf(["put", "post"], { title: "Sent by" }),
    label: Type.Optional(Type.String({ title: "Label" })),
    media_name: Type.Optional(Type.String({ title: "Name" })),
    origin: Type.Optional(Type.String({ title: "Origin" })),
  }),
  exits: ["next"],
  requires: { call: true, capabilities: ["recording"] },
  enter(step, { action = "toggle", format = DEFAULT_FORMAT, ...options }) {
    const call = step.session.call!;
    const { leg } = triggerOf(step);
    const running = runningRecording(call, leg);
    const tell = (type: string, recording: string, more = {}) =>
      callEffect(step.sprint, call, { type, recording, leg, ...more });
    switch (action === "toggle" ? (running ? "stop" : "start") : action) {
      case "start": {
        if (running) break;
        const id = step.uuid();
        (call.recordings ??= []).push({ id, leg, format, status: "recording" });
        tell("recording_start", id, { format, ...options });
        break;
      }
      case "stop":
        if (!running) break;
        running.status = "finished";
        tell("recording_stop", running.id);
        break;
      case "mask":
        if (!running || running.masked) break;
        running.masked = true;
        tell("recording_mask", running.id);
        break;
      case "unmask":
        if (!running?.masked) break;
        delete running.masked;
        tell("recording_unmask", running.id);
        break;
    }
    return step.exit("next");
  },
});

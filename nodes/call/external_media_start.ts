import Type from "typebox";
import { callEffect } from "../../runtime/call/effect.js";
import { text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** Connections that a call may have at a time (voipbin-flow.md section 2, limits). */
const MOST_CONNECTIONS = 5;

/** voipbin-flow.md section 4, external_media_start: goes on beside the flow until external_media_stop or the call's end. */
export const externalMediaStart = defineStep({
  family: "call",
  type: "external_media_start",
  summary: "Sends the call's audio to a host, and plays what comes back.",
  icon: "fa-exchange",
  options: Type.Object({
    external_host: text({
      title: "Host",
      description: "Address and port of the other side.",
      expressions: "variables",
    }),
    encapsulation: Type.Optional(text({ title: "Encapsulation", description: "Default: rtp." })),
    transport: Type.Optional(text({ title: "Transport", description: "Default: udp." })),
    connection_type: Type.Optional(text({ title: "Connection", description: "Default: client." })),
    format: Type.Optional(text({ title: "Format", description: "Default: ulaw." })),
    direction: Type.Optional(text({ title: "Direction", description: "Default: both." })),
    data: Type.Optional(text({ title: "Data", description: "Reserved.", expressions: "variables" })),
  }),
  exits: ["next"],
  requires: { call: true, capabilities: ["media_streams"] },
  enter(step, options) {
    const { call } = step.session;
    if (!call) return step.exit("next");
    const connected = (call.externalMedia ??= []);
    if (connected.length >= MOST_CONNECTIONS) {
      step.error(`external_media_start: the call has ${MOST_CONNECTIONS} connections already`);
      return step.exit("next");
    }
    const id = step.uuid();
    connected.push(id);
    callEffect(step.sprint, call, {
      type: "external_media_start",
      external_media: id,
      external_host: options.external_host,
      encapsulation: options.encapsulation || "rtp",
      transport: options.transport || "udp",
      connection_type: options.connection_type || "client",
      format: options.format || "ulaw",
      direction: options.direction || "both",
      ...(options.data !== undefined && { data: options.data }),
    });
    return step.exit("next");
  },
});

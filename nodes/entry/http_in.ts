import Type from "typebox";
import { channel, text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";
import { startByDocument } from "./document.js";
import { begin } from "./payload.js";

/** An HTTP request starts the flow (`runtime/nodered/request-routes.ts` serves it). */
export const httpIn = defineStep({
  family: "entry",
  type: "http_in",
  summary: "Starts the flow by an HTTP request.",
  help: "`POST /switchboard/in/<path>` with the token and a JSON body is answered with 202 and `{session}`. The body is `msg.payload`, and, if it is an object, the trigger's parameters.",
  icon: "fa-globe",
  options: Type.Object({
    path: Type.String({
      title: "Path",
      description: "Behind /switchboard/in/, such as orders/new.",
      pattern: "^[\\w.~-]+(/[\\w.~-]+)*$",
    }),
    urn: Type.Optional(
      text({ title: "URN field", description: "Of the body: whom the session is with. Empty: it has no contact." }),
    ),
    channel: Type.Optional(
      channel({ title: "Channel", description: "Over which the session talks. Default: simulator." }),
    ),
  }),
  exits: ["next"],
  entry: true,
  deploy(deployment, { path, urn, channel }) {
    const start = { type: "http", channel: channel || "simulator", urn };
    return deployment.switchboard.triggers.onRequest({
      path,
      start: (document) => startByDocument(deployment, start, document),
    });
  },
  enter: begin,
});

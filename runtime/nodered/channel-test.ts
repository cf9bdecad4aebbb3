import type { RequestHandler } from "express";
import { HeldChannel } from "../channels/held-channel.js";
import { stateText } from "../channels/state.js";
import { deployedChannels } from "./channel-type.js";
import type { NodeRed } from "./types.js";

const PERMISSION = "switchboard.write";

/**
 * Answers the test button of the config nodes of channels: it belongs to the editor, and so does its permission. It is not below
 * `/channels`, which needs the token of the API.
 */
export function serveChannelTest(red: NodeRed): void {
  red.httpAdmin?.post("/switchboard/test-channel/:id", red.auth.needsPermission(PERMISSION), test);
}

const test: RequestHandler = (request, response) => {
  const channel = deployedChannels.get(request.params["id"] ?? "");
  if (!channel) {
    response.status(404).send("It is not deployed yet.");
    return;
  }
  if (channel instanceof HeldChannel) {
    const { id, state } = channel;
    response.status(409).send(stateText(id, state.value));
    return;
  }
  (channel.check?.() ?? Promise.resolve("The channel is open; its provider is first asked with a message.")).then(
    (text) => response.send(text),
    (error: unknown) => response.status(502).send(error instanceof Error ? error.message : String(error)),
  );
};

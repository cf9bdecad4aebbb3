import type { RequestHandler, Router } from "express";
import type { Channel } from "../channels/channel.js";
import { HeldChannel } from "../channels/held-channel.js";
import { stateText } from "../channels/state.js";
import { NotFound, type Switchboard } from "../switchboard/switchboard.js";
import { ApiError } from "./errors.js";

/** A channel that takes requests. Its router stands behind the token, and gets JSON bodies parsed. */
export interface ServesRequests {
  readonly router: Router;
}

/** A channel whose provider calls it. Its router stands before the token: it finds out itself who calls. */
export interface ServesWebhooks {
  readonly webhooks: Router;
}

/** Hands a request to the channel that `name` finds in it. Channels come and go with deploys, so it is looked up each time. */
export function toChannel(
  switchboard: Switchboard,
  name: (parameters: Record<string, string>) => string,
): RequestHandler {
  return (request, response, next) => {
    const id = name(request.params);
    const channel = switchboard.channels.get(id);
    if (channel && servesRequests(channel)) channel.router(request, response, next);
    else next(absence(channel) ?? new NotFound(`There is no channel '${id}' that takes requests.`));
  };
}

/** Hands a provider's request to its channel: mounted at `/webhooks/:channel`. */
export function toWebhooks(switchboard: Switchboard): RequestHandler {
  return (request, response, next) => {
    const { channel: id = "" } = request.params;
    const channel = switchboard.channels.get(id);
    if (channel && servesWebhooks(channel)) channel.webhooks(request, response, next);
    else next(absence(channel) ?? new NotFound(`There is no channel '${id}' that takes webhooks.`));
  };
}

/** A provider that is asked to try again keeps what it has for a channel that is not open. */
function absence(channel: Channel | undefined): ApiError | undefined {
  return channel instanceof HeldChannel ? new ApiError(503, stateText(channel.id, channel.state.value)) : undefined;
}

function servesRequests(channel: Channel): channel is Channel & ServesRequests {
  return "router" in channel;
}

function servesWebhooks(channel: Channel): channel is Channel & ServesWebhooks {
  return "webhooks" in channel;
}

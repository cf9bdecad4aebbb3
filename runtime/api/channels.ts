import express, { type Router } from "express";
import type { Channel } from "../channels/channel.js";
import { NotFound, type Switchboard } from "../switchboard/switchboard.js";

/** The channels, and how each stands with its provider: `GET /channels`, `GET /channels/:id`. */
export function channelList({ channels }: Pick<Switchboard, "channels">): Router {
  const view = ({ id, name, address, schemes }: Channel): object => {
    const standing = channels.states.of(id);
    return {
      id,
      name,
      address,
      schemes,
      ...standing,
      ...(standing && { since: new Date(standing.since).toISOString() }),
    };
  };
  const router = express.Router();
  router.get("/", (_request, response) => {
    response.json({ channels: channels.list().map(view) });
  });
  router.get("/:id", (request, response) => {
    const channel = channels.get(request.params.id);
    if (!channel) throw new NotFound(`There is no channel '${request.params.id}'.`);
    response.json(view(channel));
  });
  return router;
}

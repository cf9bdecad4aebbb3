import express, { type Router } from "express";
import { windowsZones } from "../../expressions/javascript/index.js";
import { text } from "./parameters.js";

/** `GET /steps/timezones?contains=`: zones whose id or name contains a text, in any case. */
export function timeZoneRoutes(): Router {
  const router = express.Router({ mergeParams: true });
  router.get("/", (request, response) => {
    const part = text(request, "contains")?.toLowerCase() ?? "";
    const found = windowsZones.filter(({ id, name }) => [id, name].some((each) => each.toLowerCase().includes(part)));
    response.json(found.map(({ id, name }) => ({ id, name })));
  });
  return router;
}

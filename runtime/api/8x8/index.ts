import express, { type Router } from "express";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { jsonBodies } from "../body.js";
import type { AccountToken } from "../token.js";
import { requireAccount } from "./access.js";
import { definitionRoutes } from "./definitions.js";
import { answerErrors, notFound } from "./errors.js";
import { functionRoutes } from "./functions.js";
import { instanceRoutes } from "./instances.js";
import { timeZoneRoutes } from "./time-zones.js";
import { triggerRoutes } from "./triggers.js";
import { usageRoutes } from "./usage.js";

/** Where the API is to be mounted: its paths and the links in its answers are those of the vendor. */
export const AUTOMATION_PATH = "/api/v1/accounts";

export interface AutomationOptions {
  readonly switchboard: Switchboard;
  readonly tokens: readonly AccountToken[];
}

/** The Automation API of 8x8 (8x8-automation.md section 10), to be mounted at `AUTOMATION_PATH`. */
export function createAutomationApi({ switchboard, tokens }: AutomationOptions): Router {
  const account = express.Router({ mergeParams: true });
  account.use(requireAccount(tokens), jsonBodies(switchboard.limits.maxInputBytes));
  account.use("/definitions", definitionRoutes(switchboard));
  account.use("/definitions/:definitionId/workflows", instanceRoutes(switchboard));
  account.use("/triggers", triggerRoutes(switchboard));
  account.use("/steps/timezones", timeZoneRoutes());
  account.use("/steps/functions", functionRoutes());
  account.use("/usage", usageRoutes(switchboard));
  account.use((request, _response, next) => {
    next(notFound(`There is no ${request.method} ${request.originalUrl.split("?", 1)[0]}.`));
  });
  const api = express.Router();
  api.use("/:accountId", account);
  api.use(answerErrors(switchboard));
  return api;
}

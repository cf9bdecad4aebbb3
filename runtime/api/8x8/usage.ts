import express, { type Router } from "express";
import { DateTime } from "luxon";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { handle } from "../errors.js";
import { accountOf } from "./parameters.js";

/** Nothing is sold here, so nothing is limited: the greatest number that every client reads as an integer. */
const ALLOWED_WORKFLOWS = 2 ** 31 - 1;

/** `GET /usage` (this month) and `GET /usage/history`: how many instances the account has started (8x8-automation.md D35). */
export function usageRoutes({ store, clock }: Switchboard): Router {
  const router = express.Router({ mergeParams: true });
  router.get(
    "/",
    handle(async (request, response) => {
      const accountId = accountOf(request);
      const now = DateTime.fromMillis(clock.now(), { zone: "utc" });
      const months = await store.startsByMonth(accountId);
      const sessions = months.find(({ month }) => month === now.toFormat("yyyy-MM"))?.sessions ?? 0;
      response.json([
        {
          accountId,
          allowedWorkflowCount: ALLOWED_WORKFLOWS,
          allowedOverage: true,
          overagePrice: 0,
          executedWorkflowCount: sessions,
          countStartedMonth: now.month,
          countStartedYear: now.year,
        },
      ]);
    }),
  );
  router.get(
    "/history",
    handle(async (request, response) => {
      const accountId = accountOf(request);
      const months = await store.startsByMonth(accountId);
      response.json(
        months.map(({ month, sessions }) => {
          const { year, month: number } = DateTime.fromISO(month);
          return { id: `${accountId}-${month}`, accountId, executedWorkflowCount: sessions, month: number, year };
        }),
      );
    }),
  );
  return router;
}

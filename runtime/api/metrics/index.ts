import express, { type Router } from "express";
import type { Commit } from "../../store/store.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { handle } from "../errors.js";
import { Histogram } from "./histogram.js";
import { CONTENT_TYPE, metric } from "./text.js";

/** Seconds. A sprint of a few steps takes about a millisecond; one that asks a webhook takes as long as that does. */
const DURATION_BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** `GET /metrics`, for Prometheus. Counters count since this process began. */
export function metricRoutes(switchboard: Switchboard): Router {
  const counted = new SprintCounts(switchboard);
  const router = express.Router();
  router.get(
    "/",
    handle(async (_request, response) => {
      const sizes = await switchboard.store.statistics();
      const sessions = Object.entries(sizes.sessionsByStatus).map(([status, value]) => ({ labels: { status }, value }));
      const channels = switchboard.channels.list().map(({ id }) => ({
        labels: { channel: id },
        value: switchboard.channels.states.of(id)?.status === "ok" ? 1 : 0,
      }));
      response
        .type(CONTENT_TYPE)
        .send(
          [
            metric("switchboard_sessions", "gauge", "Sessions in the store, by status.", sessions),
            metric("switchboard_inputs_total", "counter", "Inputs whose sprints were committed.", [
              { value: counted.inputs },
            ]),
            metric("switchboard_inputs_pending", "gauge", "Inputs that wait for their sprint.", [
              { value: sizes.pendingInputs },
            ]),
            metric("switchboard_inputs_rejected", "gauge", "Inputs set aside after repeated defects.", [
              { value: sizes.rejectedInputs },
            ]),
            metric("switchboard_sprints_total", "counter", "Sprints committed.", [{ value: counted.sprints }]),
            metric(
              "switchboard_sprint_duration_seconds",
              "histogram",
              "From a sprint's first event to its commit.",
              counted.durations.samples(),
            ),
            metric("switchboard_outbox_pending", "gauge", "Effects that are to be delivered.", [
              { value: sizes.pendingEffects },
            ]),
            metric("switchboard_dead_letters", "gauge", "Effects that were given up.", [{ value: sizes.deadEffects }]),
            metric("switchboard_channel_up", "gauge", "1: nothing is known to be wrong with the channel.", channels),
            metric("switchboard_timers", "gauge", "Timers that are set.", [{ value: sizes.timers }]),
          ].join(""),
        );
    }),
  );
  return router;
}

class SprintCounts {
  inputs = 0;
  sprints = 0;
  readonly durations = new Histogram(DURATION_BOUNDS);

  constructor(private readonly switchboard: Switchboard) {
    switchboard.events.on("commit", (commit) => this.#count(commit));
  }

  #count({ sessions, acknowledge }: Commit): void {
    if (acknowledge !== undefined) this.inputs++;
    this.sprints += sessions.length;
    for (const { events } of sessions) {
      const first = events[0];
      if (first) this.durations.observe((this.switchboard.clock.now() - first.at) / 1000);
    }
  }
}

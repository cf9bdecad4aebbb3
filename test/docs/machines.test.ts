import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AnyStateMachine } from "xstate";
import { callMachine } from "../../runtime/call/legs/machine.js";
import { queueMachine } from "../../runtime/call/queue/machine.js";
import { collectorMachine } from "../../runtime/metaflow/machine.js";
import { transferMachine } from "../../runtime/metaflow/transfer/machine.js";
import { deliveryMachine } from "../../runtime/outbox/delivery.js";
import { sessionMachine } from "../../runtime/session/lifecycle.js";

const page = readFileSync(join(__dirname, "../../docs/machines.md"), "utf8");

/** Arrows of the drawing under a heading, as "from --> to: event". Where a machine begins is not an arrow of its own. */
function drawn(heading: string): string[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(heading)) ?? "";
  return [...section.matchAll(/^ +(\w+) --> (\w+): (\w+)$/gm)]
    .map(([, from, to, event]) => `${from} --> ${to}: ${event}`)
    .sort();
}

function coded(machine: AnyStateMachine): string[] {
  return Object.entries(machine.states)
    .flatMap(([from, state]) =>
      [...state.transitions.values()].flat().flatMap(({ eventType, target }) =>
        // Without a target the state stays.
        (target ?? [state]).map((to) => `${from} --> ${to.key}: ${eventType}`),
      ),
    )
    .sort();
}

describe("the drawings of the state machines", () => {
  test.each([
    ["Session", sessionMachine],
    ["Call", callMachine],
    ["Delivery", deliveryMachine],
    ["Caller in a queue", queueMachine],
    ["Collector", collectorMachine],
    ["Attended transfer", transferMachine],
  ])("%s is drawn as it is coded", (heading, machine) => {
    expect(drawn(heading)).toEqual(coded(machine));
  });
});

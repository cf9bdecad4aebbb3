import type { Store } from "../../runtime/store/store.js";
import { contactsContract } from "./contract/contacts.js";
import { definitionsContract } from "./contract/definitions.js";
import { eventsContract } from "./contract/events.js";
import { flowSessionsContract } from "./contract/flow-sessions.js";
import { inboxContract } from "./contract/inbox.js";
import { outboxContract } from "./contract/outbox.js";
import { placesContract } from "./contract/places.js";
import { closeContract, reopenContract } from "./contract/reopen.js";
import type { Open } from "./contract/samples.js";
import { sessionsContract } from "./contract/sessions.js";
import { timersContract } from "./contract/timers.js";

/**
 * What every implementation of the store has to do. `open` opens a new, empty store with `testClock`; `reopen`, for stores that
 * outlive their process, opens again the one that `open` opened last. The suite closes what it opens.
 */
export function storeContract(name: string, open: Open, reopen?: Open): void {
  describe(`${name}: the contract of the store`, () => {
    const opened: Store[] = [];
    const tracked = (openOne: Open) => async () => {
      const store = await openOne();
      opened.push(store);
      return store;
    };
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((store) => store.close()));
    });

    describe("inbox", () => inboxContract(tracked(open)));
    describe("sessions", () => sessionsContract(tracked(open)));
    describe("sessions of flows", () => flowSessionsContract(tracked(open)));
    describe("places of sessions", () => placesContract(tracked(open)));
    describe("timers", () => timersContract(tracked(open)));
    describe("outbox", () => outboxContract(tracked(open)));
    describe("contacts", () => contactsContract(tracked(open)));
    describe("definitions", () => definitionsContract(tracked(open)));
    describe("events and pruning", () => eventsContract(tracked(open)));
    describe("closing", () => {
      closeContract(tracked(open));
      if (reopen) reopenContract(tracked(open), tracked(reopen));
    });
  });
}

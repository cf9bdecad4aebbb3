import type { DatabaseSync } from "node:sqlite";
import { Contacts } from "./contacts.js";
import { Definitions } from "./definitions.js";
import { Events } from "./events.js";
import { FlowSessions } from "./flow-sessions.js";
import { Inbox } from "./inbox.js";
import { Outbox } from "./outbox.js";
import { Sessions } from "./sessions.js";
import { Timers } from "./timers.js";
import { Waits } from "./waits.js";

/** The parts of the store, each with its statements prepared once. */
export type Tables = ReturnType<typeof openTables>;

export function openTables(database: DatabaseSync) {
  return {
    inbox: new Inbox(database),
    sessions: new Sessions(database),
    flowSessions: new FlowSessions(database),
    waits: new Waits(database),
    timers: new Timers(database),
    outbox: new Outbox(database),
    events: new Events(database),
    contacts: new Contacts(database),
    definitions: new Definitions(database),
  };
}

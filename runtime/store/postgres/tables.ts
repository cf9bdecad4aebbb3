import { Contacts } from "./contacts.js";
import type { Database } from "./database.js";
import { Definitions } from "./definitions.js";
import { Events } from "./events.js";
import { Inbox } from "./inbox.js";
import type { News } from "./news.js";
import { Outbox } from "./outbox.js";
import { RestingTokens } from "./resting.js";
import { Sessions } from "./sessions.js";
import { Timers } from "./timers.js";
import { Waits } from "./waits.js";

/** The parts of the store: what is read, and what is written by itself. What goes with others is in `commit.ts` and `settle.ts`. */
export type Tables = ReturnType<typeof openTables>;

/** Makes them for a process. */
export function openTables(database: Database, process: number, news: News) {
  return {
    inbox: new Inbox(database),
    sessions: new Sessions(database),
    waits: new Waits(database),
    resting: new RestingTokens(database),
    timers: new Timers(database),
    outbox: new Outbox(database, process),
    events: new Events(database),
    contacts: new Contacts(database),
    definitions: new Definitions(database, news),
  };
}

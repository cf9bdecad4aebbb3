import { families } from "../../runtime/families.js";
import { systemClock } from "../../runtime/clock.js";
import type { Log } from "../../runtime/log.js";
import { MemoryStore } from "../../runtime/store/memory.js";
import { Switchboard } from "../../runtime/switchboard/switchboard.js";
import { addDefinition, chain } from "../api/server.js";

export interface Greeter {
  readonly store: MemoryStore;
  readonly switchboard: Switchboard;
  /** Everything that was logged. */
  readonly logged: string[];
}

/** A Switchboard whose only flow answers each message with "Hi!". */
export async function startGreeter(): Promise<Greeter> {
  const store = new MemoryStore(systemClock);
  const logged: string[] = [];
  const log: Log = {
    info: (text) => logged.push(text),
    warn: (text) => logged.push(text),
    error: (text) => logged.push(text),
  };
  const switchboard = new Switchboard({ store, families, log });
  await addDefinition(switchboard, chain("greeting", ["contact-send_msg", { text: "Hi!", quick_replies: ["Hello"] }]));
  switchboard.triggers.onMessage({ flow: { id: "greeting" }, whenWaiting: "leave", matches: () => ({}) });
  await switchboard.start();
  return { store, switchboard, logged };
}

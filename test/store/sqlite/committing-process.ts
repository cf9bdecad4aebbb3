// A process that commits sprints to the store of a file until it is killed, and tells on stdout what was acknowledged.
import { writeSync } from "node:fs";
import { SqliteStore } from "../../../runtime/store/sqlite/index.js";
import { aSession, anEffect, anEvent, anInput, aSessionCommit, testClock } from "../contract/samples.js";

const CONTACTS = 16;

async function main(file: string): Promise<void> {
  const store = new SqliteStore(file, { clock: testClock });
  writeSync(1, "open\n");
  await Promise.all(Array.from({ length: CONTACTS }, (_, contact) => converse(store, `s${contact}`)));
}

/** Each sprint leaves as many events, effects and revisions as its number says. */
async function converse(store: SqliteStore, id: string): Promise<never> {
  for (let sprint = 1; ; sprint++) {
    const { id: input } = await store.accept(anInput(id, `${sprint}`, { inputId: `${id}/${sprint}` }));
    const session = aSession(id, { lane: id, sprint, data: { filling: "x".repeat(2000) } });
    await store.commit({
      sessions: [
        aSessionCommit(session, {
          revision: sprint - 1,
          events: [anEvent(`${sprint}`), anEvent(`${sprint}`)],
          effects: [anEffect(`${id}/${sprint}`, id)],
          timers: [{ token: `t${sprint}`, due: sprint }],
          waits: [{ token: `t${sprint}`, key: `${id}/${sprint}` }],
        }),
      ],
      acknowledge: input,
    });
    writeSync(1, `${id} ${sprint}\n`);
  }
}

void main(process.argv[2]!);

// A switchboard on a store that is fed with inputs by stdin, one JSON object a line, and tells on stdout what it has
// accepted and delivered. It is made to be killed.
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import type { Channel } from "../../runtime/channels/channel.js";
import { systemClock } from "../../runtime/clock.js";
import { families } from "../../runtime/families.js";
import { systemIds } from "../../runtime/ids.js";
import type { Effect } from "../../runtime/session/event.js";
import { StoreUnavailable } from "../../runtime/store/errors.js";
import { openStore } from "../../runtime/store/open.js";
import { Switchboard } from "../../runtime/switchboard/switchboard.js";
import { addDefinition } from "../../runtime/testing/host.js";
import type { Told, Fed } from "./crash-protocol.js";
import { crashFlows } from "./crash-flows.js";

const SEND_AGAIN_MS = 50;

function tell(line: Told): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Tells what it delivers; a call that is hung up is over at once. */
class ToldChannel implements Channel {
  readonly id = "test";
  readonly name = "Test";
  readonly schemes = ["tel"];

  constructor(private readonly switchboard: Switchboard) {}

  async deliver({ key, event }: Effect): Promise<void> {
    tell({ effect: { key, event } });
    const leg = String(event["call"]);
    if (event.type === "call_hangup") {
      const hangup = { type: "call", event: "hangup", leg, cause: "normal" } as const;
      await this.switchboard.callEvent(this.id, leg, hangup, `hangup:${leg}`);
    }
  }
}

async function take(switchboard: Switchboard, fed: Fed): Promise<void> {
  const channel = "test";
  if (fed.kind === "chat")
    await switchboard.startFlow({ id: "survey" }, { session: fed.session, urn: fed.urn, channel });
  else if (fed.kind === "call") {
    const call = { id: fed.call, direction: "incoming", from: "+15550100", to: "+15550199" } as const;
    await switchboard.startFlow({ id: "ivr" }, { session: fed.session, call, lane: `call:${fed.call}`, channel });
  } else if (fed.kind === "message") {
    await switchboard.receiveMessage({ channel, urn: fed.urn, text: fed.text, id: fed.id });
  } else if (fed.kind === "digit") {
    await switchboard.callEvent(channel, fed.call, { type: "digit", leg: fed.call, digit: fed.digit }, fed.id);
  }
}

/** As senders do: what was not accepted is sent again. */
async function takeSurely(switchboard: Switchboard, fed: Fed): Promise<void> {
  try {
    await take(switchboard, fed);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    await setTimeout(SEND_AGAIN_MS);
    await takeSurely(switchboard, fed);
  }
}

/** Waits until these sessions have ended, and tells what happened in them. */
async function report(switchboard: Switchboard, sessions: readonly string[]): Promise<void> {
  const { store } = switchboard;
  for (const id of sessions) await ended(switchboard, id);
  do await switchboard.whenIdle();
  while ((await store.statistics()).pendingEffects > 0);
  for (const id of sessions) {
    const { session } = (await store.session(id))!;
    tell({ session, events: await store.events(id) });
  }
  tell({ inputs: await store.statistics() });
}

/** Resolves when a session has ended, be it in another process. */
async function ended({ store, events }: Switchboard, id: string): Promise<void> {
  for (;;) {
    const stop = new AbortController();
    const { signal } = stop;
    const changed = Promise.race([once(events, "commit", { signal }), once(events, "reported", { signal })]);
    changed.catch(() => {});
    const found = await store.session(id);
    if (found?.session.endedAt !== undefined) return stop.abort();
    await changed;
    stop.abort();
  }
}

async function main(url: string): Promise<void> {
  const store = await openStore(url, { clock: systemClock });
  const switchboard = new Switchboard({ store, families, clock: systemClock, ids: systemIds });
  switchboard.channels.add(new ToldChannel(switchboard));
  for (const flow of crashFlows) if (!(await store.definition(flow.id))) await addDefinition(switchboard, flow);
  await switchboard.start();
  tell({ ready: true });
  for await (const line of createInterface({ input: process.stdin })) {
    const fed = JSON.parse(line) as Fed;
    if (fed.kind === "report") void report(switchboard, fed.sessions);
    else void takeSurely(switchboard, fed).then(() => tell({ accepted: fed.id }));
  }
  await switchboard.close();
}

void main(process.argv[2]!);

import { parseArgs } from "node:util";
import { latencySummary } from "../bench/percentile.js";
import { systemClock } from "../clock.js";
import { families } from "../families.js";
import { read8x8 } from "../formats/8x8/index.js";
import { systemIds } from "../ids.js";
import { openServices } from "../services/open.js";
import { lanes } from "../session/lanes.js";
import { openStore } from "../store/open.js";
import { Switchboard } from "../switchboard/switchboard.js";
import { addDefinition } from "../testing/host.js";
import { inboundMessage } from "../workflow/inbound.js";

/** A question by SMS; the answer becomes data, and a condition decides what is sent back. */
const QUESTION = {
  trigger: "inbound_sms",
  status: "enabled",
  definition: {
    name: "Question",
    steps: [
      {
        id: "wait",
        stepType: "WaitForReply",
        inputs: { from: "{{data.payload.source}}", channel: "sms", timeout: "1.00:00:00" },
        outputs: { answer: "{{step.reply.payload.body.trim().toLowerCase()}}" },
        selectNextStep: { yes: "{{data.answer == 'yes'}}", no: "{{data.answer != 'yes'}}" },
      },
      {
        id: "yes",
        stepType: "SMS",
        inputs: { subAccountId: "s", destination: "{{data.payload.source}}", text: "Good." },
      },
      { id: "no", stepType: "SMS", inputs: { subAccountId: "s", destination: "{{data.payload.source}}", text: "Oh." } },
    ],
  },
} as const;

const CHANNEL = "bench";
/** Senders that write at the same time. */
const SENDERS = 64;

/** Measures replies to workflow instances that wait for them: from the webhook to the commit of the sprint that it causes. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { instances: { type: "string", default: "10000" }, store: { type: "string", default: "memory" } },
  });
  const instances = Number(values.instances);
  const switchboard = await open(values.store);
  await send(switchboard, instances, "start");

  const { seconds, cpuSeconds, milliseconds } = await send(switchboard, instances, "Yes");
  await switchboard.close();
  console.log(
    JSON.stringify({
      waiting_instances: instances,
      replies_per_s: Math.round(instances / seconds),
      ...latencySummary(milliseconds),
      cpu_us_per_reply: Math.round((cpuSeconds / instances) * 1e6),
    }),
  );
}

async function open(store: string): Promise<Switchboard> {
  const switchboard = new Switchboard({
    store: await openStore(store, { clock: systemClock }),
    families,
    services: await openServices({ clock: systemClock, ids: systemIds }),
  });
  switchboard.channels.add({ id: CHANNEL, name: "Bench", deliver: () => Promise.resolve({ umid: "u" }) });
  await switchboard.start();
  const read = read8x8(QUESTION, { ids: systemIds });
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  await addDefinition(switchboard, read.program);
  return switchboard;
}

/** One message of each contact, as fast as they are taken. Resolves when all that they cause is done. */
async function send(
  switchboard: Switchboard,
  contacts: number,
  body: string,
): Promise<{ milliseconds: number[]; seconds: number; cpuSeconds: number }> {
  const milliseconds: number[] = [];
  const sent = new Map<string, number>();
  const onCommit = ({ sessions }: { sessions: readonly { session: { lane: string } }[] }): void => {
    for (const { session } of sessions) {
      const at = sent.get(session.lane);
      if (at === undefined) continue;
      sent.delete(session.lane);
      milliseconds.push(performance.now() - at);
    }
  };
  switchboard.events.on("commit", onCommit);
  const cpu = process.cpuUsage();
  const start = performance.now();
  let next = 0;
  const sender = async (): Promise<void> => {
    for (let number = next++; number < contacts; number = next++) {
      const message = inboundMessage(webhook(number, body));
      if (!message) throw new Error("The webhook names no sender.");
      const { id } = await switchboard.contactWith(message.urn, CHANNEL);
      sent.set(lanes.ofContact(id), performance.now());
      await switchboard.receiveMessage({ channel: CHANNEL, ...message });
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  await switchboard.whenIdle();
  const seconds = (performance.now() - start) / 1000;
  switchboard.events.off("commit", onCommit);
  const { user, system } = process.cpuUsage(cpu);
  return { milliseconds, seconds, cpuSeconds: (user + system) / 1e6 };
}

function webhook(number: number, body: string) {
  return {
    namespace: "SMS",
    eventType: "inbound_message_received",
    payload: {
      umid: `${body}-${number}`,
      subAccountId: "s",
      source: `+1206${String(number).padStart(7, "0")}`,
      destination: "+12065550100",
      body,
    },
  };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});

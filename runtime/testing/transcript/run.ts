import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { HttpWebhooks } from "../../../adapters/services/webhooks.js";
import { addDeliverers } from "../../switchboard/deliverers.js";
import { families } from "../../families.js";
import { systemIds } from "../../ids.js";
import { openServices } from "../../services/open.js";
import { MemoryStore } from "../../store/memory.js";
import type { ExportedNode, TestHost } from "../host.js";
import { Mismatch } from "../expect.js";
import { VirtualClock } from "../virtual-clock.js";
import { TestServers } from "./test-servers.js";
import { Talk } from "./talk.js";
import { TestChannel } from "./test-channel.js";
import type { Transcript } from "./transcript.js";

/** Virtual time at which every transcript begins. */
const START = Date.parse("2026-01-05T09:00:00Z");

/** A server that is not there is not asked again. */
const AT_ONCE = { backoffsMs: [] };

/** Plays a transcript from a file against the flows that it names. */
export async function runTranscript(transcript: Transcript, file: string, host: TestHost): Promise<void> {
  const clock = new VirtualClock(START);
  const servers = new TestServers(transcript.http ?? [], clock);
  const bench = await host.open({
    store: new MemoryStore(clock),
    families,
    clock,
    services: {
      ...(await openServices({ clock, ids: systemIds })),
      webhooks: new HttpWebhooks(servers, clock, AT_ONCE),
    },
    ...(transcript.assets && { assets: transcript.assets }),
  });
  try {
    const { switchboard } = bench;
    const channel = new TestChannel(clock, (call, input) => void switchboard.callEvent("simulator", call, input));
    switchboard.channels.add(channel);
    addDeliverers(switchboard, servers);
    await bench.deployTabs(transcript.flows.flatMap((name) => readNodes(join(dirname(file), name))));
    const talk = new Talk(switchboard, clock, channel, transcript.contact);
    for (const [index, line] of transcript.conversation.entries()) {
      await talk.play(line).catch((error: unknown) => {
        throw new Mismatch(
          `Line ${index + 1} ${JSON.stringify(line)}: ${error instanceof Error ? error.message : String(error)}`,
        );
      });
    }
    talk.end();
  } finally {
    await bench.close();
  }
}

function readNodes(file: string): ExportedNode[] {
  return JSON.parse(readFileSync(file, "utf8")) as ExportedNode[];
}

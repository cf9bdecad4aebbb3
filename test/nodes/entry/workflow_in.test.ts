import type { Json, JsonObject } from "../../../runtime/json.js";
import { raiseHttpRequest } from "../../../runtime/workflow/http-trigger.js";
import { Bench } from "../../support/bench.js";
import { RecordingChannel } from "../../support/recording-channel.js";
import { flow, say, step } from "../../support/program.js";

function triggered(id: string, options: JsonObject, steps = [say("said", id)]) {
  const entry = step("trigger", "entry-workflow_in", { status: "enabled", ...options }, steps[0]!.id);
  return flow(id, [entry, ...steps], { start: [steps[0]!.id] });
}

const waiting = step("wait", "workflow-WaitForReply", { inputs: { from: "+15550100", channel: "sms" } });

async function started(bench: Bench): Promise<Json[]> {
  const contact = await bench.store.contactByUrn("tel:+15550100");
  const sessions = await bench.store.sessionsOfContact(contact!.id, 10);
  return sessions.map(({ session }) => session.flow.id).sort();
}

/** A channel that belongs to an account of the provider. */
class AccountChannel extends RecordingChannel {
  constructor(
    id: string,
    readonly account: string,
  ) {
    super(id);
  }
}

test("an SMS starts what waits for one; its webhook object and the account are data", async () => {
  const bench = await Bench.open();
  await bench.define(triggered("sms", { trigger: "inbound_sms", account: "acc" }));
  await bench.define(triggered("chat", { trigger: "inbound_chat_apps" }));
  await bench.define(triggered("off", { trigger: "inbound_sms", status: "disabled" }));

  await bench.say("hello");

  expect(await started(bench)).toEqual(["sms"]);
  const contact = await bench.store.contactByUrn("tel:+15550100");
  const [{ session } = { session: undefined }] = await bench.store.sessionsOfContact(contact!.id, 1);
  expect(session?.data).toMatchObject({
    accountId: "acc",
    triggeredAt: "2026-01-15T12:00:00.000Z",
    payload: { source: "+15550100", body: "hello" },
  });
});

test("a reply starts the other flows, and not the one that waited for it", async () => {
  const bench = await Bench.open();
  await bench.define(triggered("asks", { trigger: "inbound_sms" }, [waiting]));
  await bench.define(triggered("logs", { trigger: "inbound_sms" }));

  await bench.say("start");
  await bench.say("reply");

  expect(await started(bench)).toEqual(["asks", "logs", "logs"]);
});

test("messages of another account start nothing, and are no replies", async () => {
  const bench = await Bench.open();
  bench.switchboard.channels.add(new AccountChannel("a", "acc_a"));
  bench.switchboard.channels.add(new AccountChannel("b", "acc_b"));
  await bench.define(triggered("of-a", { trigger: "inbound_sms", account: "acc_a" }, [waiting]));

  await bench.say("start", { channel: "a" });
  await bench.say("to b", { channel: "b" });

  expect(await started(bench)).toEqual(["of-a"]);
  expect((await bench.store.statistics()).sessionsByStatus).toMatchObject({ waiting: 1 });
});

test("a request starts the account's flows without a sub-account, and those of the one it names", async () => {
  const bench = await Bench.open();
  for (const [id, options] of [
    ["any", {}],
    ["one", { subAccountId: "s1" }],
    ["two", { subAccountId: "s2" }],
    ["other", { account: "somebody" }],
  ] as const) {
    await bench.define(triggered(id, { trigger: "http_request", account: "acc", ...options }));
  }

  const body = { price: 5, accountId: "forged" };
  const sessions = await raiseHttpRequest(bench.switchboard.triggers, { account: "acc", subAccountId: "s1", body });
  await bench.settle();

  const found = await Promise.all(sessions.map((session) => bench.session(session)));
  expect(found.map(({ flow }) => flow.id)).toEqual(["any", "one"]);
  expect(found[0]?.data).toMatchObject({ price: 5, accountId: "acc", subAccountId: "s1" });
});

import { outgoingMessage } from "../../runtime/channels/messages.js";
import { Broadcaster } from "../../runtime/conversation/outreach/broadcaster.js";
import { SessionStarter } from "../../runtime/conversation/outreach/session-starter.js";
import type { JsonObject } from "../../runtime/json.js";
import { Bench } from "../support/bench.js";
import { ask, flow, say, step } from "../support/program.js";

const BOB = "tel:+15550101";
const CUSTOMERS = { uuid: "1e1ce1e1-9288-4504-869e-022d1003c72a", name: "Customers" };
const assets = {
  groups: [CUSTOMERS, { uuid: "e0fa0e4f-5c1b-4ab7-9c33-1a2b3c4d5e6f", name: "French", query: "language = fra" }],
};

async function openBench(): Promise<Bench> {
  const bench = await Bench.open({ assets });
  bench.switchboard.channels.addDeliverer(new SessionStarter(bench.switchboard));
  bench.switchboard.channels.addDeliverer(new Broadcaster(bench.switchboard));
  return bench;
}

/** A contact that is there before the flow runs. */
async function contact(bench: Bench, id: string, urn: string, fields: JsonObject = {}): Promise<void> {
  const document = { uuid: id, created_on: "2026-01-01T00:00:00Z", urns: [`${urn}?channel=test`], ...fields };
  await bench.store.createContact({ id, document, urns: [urn] });
}

const uuid = (number: number): string => `aaaaaaaa-0000-4000-8000-00000000000${number}`;

const starter = (options: JsonObject) =>
  flow("starter", [
    step("start", "contact-start_session", { flow: { uuid: "greeting", name: "Greeting" }, ...options }),
  ]);
const greeting = flow("greeting", [say("hi", "Hi @contact.name, from @parent.contact.urn")]);
const broadcast = (options: JsonObject, fields = {}) =>
  flow("news", [step("tell", "contact-send_broadcast", options)], fields);

const sent = (bench: Bench) =>
  bench.channel.effects
    .map((effect) => outgoingMessage(effect)!)
    .map(({ urn, text }) => [urn?.replace(/\?.*/, ""), text]);

test("start_session runs the flow with a contact, to whom the run is the parent", async () => {
  const bench = await openBench();
  await contact(bench, uuid(1), BOB, { name: "Bob" });
  await bench.run([starter({ contacts: [{ uuid: uuid(1), name: "Bob" }] }), greeting]);
  expect(bench.channel.texts).toEqual(["Hi Bob, from tel:+15550100"]);
  const [session] = await bench.store.sessionsOfContact(uuid(1), 1);
  expect(session!.session.trigger).toMatchObject({
    type: "flow_action",
    history: { ancestors: 1, ancestors_since_input: 1 },
  });
});

test("start_session reaches the members of a group, each once, and tells them that they are many", async () => {
  const bench = await openBench();
  await contact(bench, uuid(1), BOB, { name: "Bob", groups: [CUSTOMERS] });
  await contact(bench, uuid(2), "tel:+15550102", { name: "Cat", groups: [CUSTOMERS] });
  await contact(bench, uuid(3), "tel:+15550103", { name: "Dan" });
  await bench.run([starter({ contacts: [{ uuid: uuid(1), name: "Bob" }], groups: [CUSTOMERS] }), greeting]);
  expect(bench.channel.texts).toEqual([expect.stringContaining("Bob"), expect.stringContaining("Cat")]);
  const [session] = await bench.store.sessionsOfContact(uuid(2), 1);
  expect(session!.session.trigger).toMatchObject({ batch: true });
});

test("start_session reaches whom a query selects", async () => {
  const bench = await openBench();
  await contact(bench, uuid(1), BOB, { name: "Bob", language: "fra" });
  await contact(bench, uuid(2), "tel:+15550102", { name: "Cat", language: "eng" });
  await bench.run([starter({ contact_query: "language = fra" }), greeting]);
  expect(bench.channel.texts).toEqual([expect.stringContaining("Bob")]);
});

test("start_session makes the contact of a new address, and one of whom nothing is known", async () => {
  const bench = await openBench();
  await bench.run([starter({ urns: [BOB], create_contact: true }), flow("greeting", [ask("name")])]);
  expect(await bench.store.contactByUrn(BOB)).toBeDefined();
  const triggered = (await bench.store.eventsAfter(0, 100)).filter(({ event }) => event.type === "msg_wait");
  expect(triggered).toHaveLength(2);
});

test("what is delivered again after a crash starts nobody twice", async () => {
  const bench = await openBench();
  await contact(bench, uuid(1), BOB, { name: "Bob" });
  await bench.define(greeting);
  const event = {
    type: "session_triggered",
    flow: { uuid: "greeting", name: "Greeting" },
    contacts: [{ uuid: uuid(1) }],
  };
  const effect = { key: "session:1:0", channel: "contact-sessions", session: "session", event };
  await new SessionStarter(bench.switchboard).deliver(effect);
  await new SessionStarter(bench.switchboard).deliver(effect);
  await bench.settle();
  expect(bench.channel.texts).toHaveLength(1);
});

test("a flow that is not there is a dead letter", async () => {
  const bench = await openBench();
  await bench.run(starter({ urns: [BOB] }));
  expect(await bench.store.deadEffects(10)).toEqual([
    expect.objectContaining({ lastError: "There is no flow 'greeting' to start sessions with." }),
  ]);
});

test("a broadcast is said to each in its language, and is no template any more", async () => {
  const bench = await openBench();
  await contact(bench, uuid(1), BOB, { language: "fra" });
  await contact(bench, uuid(2), "tel:+15550102", { language: "kin" });
  const localization = { fra: { tell: { text: ["Bonjour de @contact.urn"] } } };
  const contacts = [uuid(1), uuid(2)].map((id) => ({ uuid: id, name: "" }));
  await bench.run(
    broadcast({ contacts, text: "Hello from @contact.urn and @@contact" }, { language: "eng", localization }),
  );
  expect(sent(bench)).toEqual([
    [BOB, "Bonjour de tel:+15550100"],
    ["tel:+15550102", "Hello from tel:+15550100 and @contact"],
  ]);
});

test("a broadcast to a group leaves out who is blocked", async () => {
  const bench = await openBench();
  await contact(bench, uuid(1), BOB, { groups: [CUSTOMERS] });
  await contact(bench, uuid(2), "tel:+15550102", { groups: [CUSTOMERS], status: "blocked" });
  await bench.run(broadcast({ groups: [CUSTOMERS], text: "News" }));
  expect(sent(bench)).toEqual([[BOB, "News"]]);
});

test("a broadcast leaves a session that waits alone", async () => {
  const bench = await openBench();
  await bench.run([
    flow("ask", [ask("name", "thanks"), say("thanks", "Thanks @results.name")]),
    broadcast({ urns: ["tel:+15550100"], text: "News" }),
  ]);
  await bench.start("news");
  await bench.say("Ann");
  expect(bench.channel.texts).toEqual(["News", "Thanks Ann"]);
});

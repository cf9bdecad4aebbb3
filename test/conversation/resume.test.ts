import { Bench } from "../support/bench.js";
import { ask, flow, say } from "../support/program.js";

const name = flow("f", [ask("ask", "hi"), say("hi", "Hi @contact.name, @input.text")]);

test("a message may bring the contact as it is now", async () => {
  const bench = await Bench.open();
  const session = await bench.run(name);
  const contact = { ...(await bench.contact()), name: "Ann" };

  await bench.give(session, { type: "message", message: { uuid: "m", text: "yes" }, contact });

  expect(bench.channel.texts).toEqual(["Hi Ann, yes"]);
  expect(await bench.events(session, "contact_refreshed")).toMatchObject([{ contact: { name: "Ann" } }]);
  expect((await bench.contact())["name"]).toBe("Ann");
});

test("a contact that is the same is no news", async () => {
  const bench = await Bench.open();
  const session = await bench.run(name);

  await bench.give(session, { type: "message", message: { uuid: "m", text: "yes" }, contact: await bench.contact() });

  expect(await bench.events(session, "contact_refreshed")).toEqual([]);
});

test("an input of a kind that the wait cannot take is refused, which only the sprint is told", async () => {
  const bench = await Bench.open();
  const session = await bench.run(name);

  await bench.give(session, { type: "dial", dial: { status: "answered", duration: 5 } });

  expect((await bench.session(session)).status).toBe("waiting");
  expect((await bench.recorded(session)).filter(({ event }) => event.type === "error")).toMatchObject([
    { scope: "sprint", event: { text: "can't end a wait of type 'msg' with a resume of type 'dial'" } },
  ]);
});

test("a timeout is refused where the wait has none", async () => {
  const bench = await Bench.open();
  const session = await bench.run(name);
  const [token] = (await bench.runOf(session, "f")).tokens;

  await bench.give(session, { type: "timeout", token: token!.id });

  expect((await bench.session(session)).status).toBe("waiting");
  expect(await bench.complaints(session)).toEqual(["can't end with timeout as wait doesn't have a timeout"]);
});

test("the provider's own object of a message is kept out of events", async () => {
  const bench = await Bench.open();
  const session = await bench.run(name);

  await bench.give(session, { type: "message", message: { uuid: "m", text: "yes", raw: { secret: true } } });

  expect(await bench.events(session, "msg_received")).toEqual([
    { type: "msg_received", msg: { uuid: "m", text: "yes" } },
  ]);
});
